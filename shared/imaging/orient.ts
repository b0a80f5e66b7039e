import type { Raster } from './raster.ts';

/** Orientations 5 to 8 swap width and height. */
export const swapsSides = (orientation: number): boolean => orientation >= 5;

/**
 * Turns a picture upright.
 * @param orientation as EXIF and TIFF count it: 1 as it is, 3 upside down, 6 to be turned clockwise, 8 against it; the
 *   even ones up to 4 and the odd ones from 5 are mirrored too
 */
export function orientRaster(raster: Raster, orientation: number): Raster {
  if (orientation <= 1 || orientation > 8) return raster;
  const { widthPx, heightPx } = raster;
  const [width, height] = swapsSides(orientation) ? [heightPx, widthPx] : [widthPx, heightPx];
  const from = new Uint32Array(raster.rgba.buffer, raster.rgba.byteOffset, widthPx * heightPx);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = sourceOf(orientation, x, y, widthPx - 1, heightPx - 1);
      to[y * width + x] = from[fromY * widthPx + fromX] ?? 0;
    }
  }
  return { widthPx: width, heightPx: height, rgba: new Uint8ClampedArray(to.buffer) };
}

/** Where the upright picture's pixel comes from; `right` and `bottom` are the last column and row of the source. */
function sourceOf(orientation: number, x: number, y: number, right: number, bottom: number): readonly [number, number] {
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    default:
      return [right - y, x];
  }
}
