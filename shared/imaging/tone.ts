import type { Grey, Raster } from './raster.ts';

/** What is taken off every colour alike, and by how much the rest is stretched: hues stay what they are. */
export interface Tone {
  readonly black: number;
  readonly gain: number;
}

const PAPER_SHARE = 0.9;
const INK_SHARE = 0.005;
/** Paper this light needs no help. */
const LIGHT_ENOUGH = 240;
/** Darker than this it is coloured paper or a photograph, and is left alone. */
const DARKEST_PAPER = 140;
const WANTED_PAPER = 248;
const MOST_BLACK = 40;
const MOST_GAIN = 1.45;

/** A mild lift that makes grey paper white and faint ink darker; `undefined` when the page needs none. */
export function findTone(grey: Grey): Tone | undefined {
  const paper = levelBelow(grey, PAPER_SHARE);
  if (paper >= LIGHT_ENOUGH || paper < DARKEST_PAPER) return undefined;
  const black = Math.min(MOST_BLACK, levelBelow(grey, INK_SHARE));
  return { black, gain: Math.min(MOST_GAIN, WANTED_PAPER / (paper - black)) };
}

/** Changes the pixels in place; opacity stays. */
export function applyTone({ rgba }: Pick<Raster, 'rgba'>, { black, gain }: Tone): void {
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => (level - black) * gain);
  for (let at = 0; at < rgba.length; at += 4) {
    rgba[at] = levels[rgba[at] ?? 0] ?? 0;
    rgba[at + 1] = levels[rgba[at + 1] ?? 0] ?? 0;
    rgba[at + 2] = levels[rgba[at + 2] ?? 0] ?? 0;
  }
}

/** The level that such a share of all pixels does not exceed. */
function levelBelow({ levels }: Grey, share: number): number {
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1;
  let sum = 0;
  return counts.findIndex((count) => (sum += count) >= levels.length * share);
}
