/**
 * Decoded pixels, four bytes each: red, green, blue, opacity; row by row from the top left. Read four bytes at a time they
 * are numbers with red in the lowest byte: every machine that browsers run on is little-endian.
 */
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
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, levels.length);
  for (let at = 0; at < levels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    levels[at] = ((pixel & 0xff) * RED + ((pixel >> 8) & 0xff) * GREEN + ((pixel >> 16) & 0xff) * BLUE) >> 8;
  }
  return { widthPx, heightPx, levels };
}
