import type { Grey } from './raster.ts';

/** Ink is darker than its near surroundings by so much; stains, folds and what shines through are softer. */
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
export function mayBeBlank(grey: Grey): boolean {
  const { widthPx, heightPx, levels } = grey;
  const sums = createSums(grey);
  const margin = Math.max(NEAR_PX + 1, Math.round(Math.max(widthPx, heightPx) * MARGIN_SHARE));
  let ink = 0;
  for (let y = margin; y < heightPx - margin; y += 1) {
    for (let x = margin; x < widthPx - margin; x += 1) {
      if (sums.meanAround(x, y) - (levels[y * widthPx + x] ?? 0) > INK_CONTRAST) ink += 1;
    }
  }
  return ink < widthPx * heightPx * BLANK_SHARE;
}

/** Sums of everything above and left of a pixel: the mean of any square costs four reads. */
function createSums({ widthPx, heightPx, levels }: Grey): { readonly meanAround: (x: number, y: number) => number } {
  const stride = widthPx + 1;
  const sums = new Uint32Array(stride * (heightPx + 1));
  for (let y = 0; y < heightPx; y += 1) {
    let row = 0;
    for (let x = 0; x < widthPx; x += 1) {
      row += levels[y * widthPx + x] ?? 0;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row;
    }
  }
  const area = (2 * NEAR_PX + 1) ** 2;
  const at = (x: number, y: number): number => sums[y * stride + x] ?? 0;
  return {
    meanAround: (x, y) => {
      const [left, right, top, bottom] = [x - NEAR_PX, x + NEAR_PX + 1, y - NEAR_PX, y + NEAR_PX + 1];
      return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) / area;
    },
  };
}
