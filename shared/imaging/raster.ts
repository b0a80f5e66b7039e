/** Decoded pixels, four bytes each: red, green, blue, opacity; row by row from the top left. */
export interface Raster {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Brightness alone, one byte each, row by row from the top left: what pages are judged by. */
export interface Grey {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly levels: Uint8Array;
}

/** Weights of ITU-R BT.601 in 256ths. */
const [RED, GREEN, BLUE] = [77, 150, 29];

export function toGrey({ widthPx, heightPx, rgba }: Raster): Grey {
  const levels = new Uint8Array(widthPx * heightPx);
  for (let at = 0, from = 0; at < levels.length; at += 1, from += 4) {
    levels[at] = ((rgba[from] ?? 0) * RED + (rgba[from + 1] ?? 0) * GREEN + (rgba[from + 2] ?? 0) * BLUE) >> 8;
  }
  return { widthPx, heightPx, levels };
}
