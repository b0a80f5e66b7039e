import type { Grey, Raster } from './raster.ts';

/** What is taken off every colour alike, and by how much the rest is stretched: hues stay what they are. */
export interface Tone {
  readonly black: number;
  readonly gain: number;
}

const PAPER_SHARE = 0.9;
const INK_SHARE = 0.005;
/** Paper this light needs no help. */
const LIGHT_ENOUGH = 230;
/** Darker than this it is coloured paper or a photograph, and is left alone. */
const DARKEST_PAPER = 140;
const WANTED_PAPER = 248;
const MOST_BLACK = 40;
const MOST_GAIN = 1.45;

/** A mild lift that makes grey paper white and faint ink darker; `undefined` when the page needs none. */
export function findTone({ levels }: Grey): Tone | undefined {
  const counts = new Uint32Array(256);
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const paper = levelBelow(counts, levels.length * PAPER_SHARE);
  if (paper >= LIGHT_ENOUGH || paper < DARKEST_PAPER) return undefined;
  const black = Math.min(MOST_BLACK, levelBelow(counts, levels.length * INK_SHARE));
  return { black, gain: Math.min(MOST_GAIN, WANTED_PAPER / (paper - black)) };
}

/** Changes the pixels in place; opacity becomes full. */
export function applyTone({ rgba }: Pick<Raster, 'rgba'>, { black, gain }: Tone): void {
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => (level - black) * gain);
  // A page has millions of pixels: one table for each colour, already in its place in the number.
  const red = Uint32Array.from(levels, (level) => (level | 0xff000000) >>> 0);
  const green = Uint32Array.from(levels, (level) => level << 8);
  const blue = Uint32Array.from(levels, (level) => level << 16);
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length >> 2);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    pixels[at] = (red[pixel & 0xff] ?? 0) | (green[(pixel >> 8) & 0xff] ?? 0) | (blue[(pixel >> 16) & 0xff] ?? 0);
  }
}

/** The level that so many pixels do not exceed. */
function levelBelow(counts: Uint32Array, pixels: number): number {
  let sum = 0;
  return counts.findIndex((count) => (sum += count) >= pixels);
}
