import type { PngFile } from './png-chunks.ts';

/** Compression as zlib does it (RFC 1950); given from outside, because every runtime has its own. */
export interface Zlib {
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
  /**
   * @param most bytes that may come out
   * @returns `undefined` when it is damaged or more
   */
  inflate(parts: readonly Uint8Array[], most: number): Promise<Uint8Array | undefined>;
}

/** A part of the picture that is stored by itself: all of it, or one of the seven of an interlaced picture. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
}

const WHOLE: readonly Pass[] = [{ left: 0, top: 0, stepX: 1, stepY: 1 }];
/** ISO/IEC 15948, 8.2. */
const ADAM7: readonly Pass[] = [
  { left: 0, top: 0, stepX: 8, stepY: 8 },
  { left: 4, top: 0, stepX: 8, stepY: 8 },
  { left: 0, top: 4, stepX: 4, stepY: 8 },
  { left: 2, top: 0, stepX: 4, stepY: 4 },
  { left: 0, top: 2, stepX: 2, stepY: 4 },
  { left: 1, top: 0, stepX: 2, stepY: 2 },
  { left: 0, top: 1, stepX: 1, stepY: 2 },
];

/**
 * Red, green and blue of every pixel, painted on white.
 * @returns `undefined` when the pixels cannot be inflated or are too few
 */
export async function decodePng(png: PngFile, zlib: Zlib): Promise<Uint8Array | undefined> {
  const passes = (png.isInterlaced ? ADAM7 : WHOLE).map((pass) => ({ ...pass, ...sizeOf(png, pass) }));
  const needed = passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
  const raw = await zlib.inflate(png.data, needed);
  if (raw?.length !== needed) return undefined;
  const rgb = new Uint8Array(png.widthPx * png.heightPx * 3);
  const paint = painterOf(png, rgb);
  let at = 0;
  for (const { left, top, stepX, stepY, rows, columns, rowBytes } of passes) {
    let above: Uint8Array = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row += 1, at += rowBytes + 1) {
      const line = raw.subarray(at + 1, at + 1 + rowBytes);
      undoFilter(raw[at] ?? 0, line, above, Math.max(1, (png.bitDepth * png.channels) / 8));
      const start = (top + row * stepY) * png.widthPx + left;
      for (let column = 0; column < columns; column += 1) paint(line, column, start + column * stepX);
      above = line;
    }
  }
  return rgb;
}

function sizeOf(png: PngFile, { left, top, stepX, stepY }: Pass) {
  const columns = Math.ceil(Math.max(0, png.widthPx - left) / stepX);
  const rows = columns === 0 ? 0 : Math.ceil(Math.max(0, png.heightPx - top) / stepY);
  return { columns, rows, rowBytes: Math.ceil((columns * png.bitDepth * png.channels) / 8) };
}

/** ISO/IEC 15948, 9. */
function undoFilter(filter: number, line: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  if (filter === 0) return;
  for (let at = 0; at < line.length; at += 1) {
    const a = line[at - pixelBytes] ?? 0;
    const b = above[at] ?? 0;
    const c = above[at - pixelBytes] ?? 0;
    const guess = filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : paeth(a, b, c);
    line[at] = (line[at] ?? 0) + guess;
  }
}

function paeth(a: number, b: number, c: number): number {
  const [fromA, fromB, fromC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (fromA <= fromB && fromA <= fromC) return a;
  return fromB <= fromC ? b : c;
}

/** Puts the pixel of a line at its place. */
function painterOf(png: PngFile, rgb: Uint8Array): (line: Uint8Array, column: number, place: number) => void {
  const { bitDepth, channels, colourType, palette, transparency } = png;
  const most = 2 ** bitDepth - 1;
  const sample = (line: Uint8Array, index: number): number => {
    if (bitDepth === 8) return line[index] ?? 0;
    if (bitDepth === 16) return (line[index * 2] ?? 0) * 256 + (line[index * 2 + 1] ?? 0);
    const bit = index * bitDepth;
    return ((line[bit >> 3] ?? 0) >> (8 - bitDepth - (bit & 7))) & most;
  };
  const absent =
    colourType === 3 ? undefined : transparency && Array.from({ length: channels }, (_, at) => u16(transparency, at));
  const pixel = new Array<number>(channels).fill(0);
  return (line, column, place) => {
    for (let channel = 0; channel < channels; channel += 1) pixel[channel] = sample(line, column * channels + channel);
    const [first = 0, second = 0, third = 0, fourth = 0] = pixel;
    let [opacity, scale] = [1, 255 / most];
    let colour: readonly [number, number, number] = [first, first, first];
    if (palette !== undefined) {
      colour = [palette[first * 3] ?? 0, palette[first * 3 + 1] ?? 0, palette[first * 3 + 2] ?? 0];
      [opacity, scale] = [(transparency?.[first] ?? 255) / 255, 1];
    } else if (colourType === 4) opacity = second / most;
    else if (channels >= 3) colour = [first, second, third];
    if (colourType === 6) opacity = fourth / most;
    if (absent?.every((value, at) => value === pixel[at]) === true) opacity = 0;
    colour.forEach((value, at) => (rgb[place * 3 + at] = Math.round(value * scale * opacity + 255 * (1 - opacity))));
  };
}

function u16(bytes: Uint8Array, index: number): number {
  return (bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0);
}
