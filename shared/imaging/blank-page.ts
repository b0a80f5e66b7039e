import type { Grey } from './raster.ts';

/** Ink is darker than what lies near it on all sides by so much; stains, folds and what shines through are softer. */
const INK_CONTRAST = 40;
const NEAR_PX = 4;
/** Edges of the paper, shadows and punch holes lie in the margin. */
const MARGIN_SHARE = 0.03;
/** Less ink than this share of the page is dust: one short word has more. */
const BLANK_SHARE = 0.0002;

/**
 * Whether a page looks blank. Only ever a hint to look at it: a page is never dropped for it. Judged by how sharply dark
 * spots stand out from what is around them, so that a coffee stain or a shadow does not make a page full and grey paper
 * does not make it blank.
 */
export function mayBeBlank({ widthPx, heightPx, levels }: Grey): boolean {
  const margin = Math.max(NEAR_PX, Math.round(Math.max(widthPx, heightPx) * MARGIN_SHARE));
  const enough = widthPx * heightPx * BLANK_SHARE;
  const [near, nearRow] = [NEAR_PX, NEAR_PX * widthPx];
  let ink = 0;
  for (let y = margin; y < heightPx - margin; y += 1) {
    for (let x = margin, at = y * widthPx + margin; x < widthPx - margin; x += 1, at += 1) {
      const level = levels[at] ?? 0;
      const around = (levels[at - near] ?? 0) + (levels[at + near] ?? 0) + (levels[at - nearRow] ?? 0);
      if (around + (levels[at + nearRow] ?? 0) - 4 * level > 4 * INK_CONTRAST) ink += 1;
    }
    // A page of text has shown itself after a few lines.
    if (ink >= enough) return false;
  }
  return true;
}
