import { cornerAt, lengthOf, type Point, type Quad } from './quad.ts';
import type { Raster } from './raster.ts';

/** Height to width of every A size. */
const A_RATIO = Math.SQRT2;
/** A page so near to an A size is one that was photographed at a slant. */
const NEAR_A = 0.12;

/**
 * How large the page is when it is laid flat: as wide or as high as its longest side in the picture, so that nothing is
 * lost, in the shape that its sides have on average, which is that of A4 where it is near to it.
 */
export function flatSize(corners: Quad): { readonly widthPx: number; readonly heightPx: number } {
  const side = (at: number): number => lengthOf(cornerAt(corners, at), cornerAt(corners, at + 1));
  const ratio = straightRatio((side(1) + side(3)) / (side(0) + side(2)));
  const [longestWidth, longestHeight] = [Math.max(side(0), side(2)), Math.max(side(1), side(3))];
  const width = Math.max(longestWidth, longestHeight / ratio);
  return { widthPx: Math.max(1, Math.round(width)), heightPx: Math.max(1, Math.round(width * ratio)) };
}

function straightRatio(ratio: number): number {
  for (const known of [A_RATIO, 1 / A_RATIO]) {
    if (Math.abs(ratio / known - 1) <= NEAR_A) return known;
  }
  return ratio;
}

/** The nine numbers of a perspective mapping; the last is 1. */
type Mapping = readonly [number, number, number, number, number, number, number, number];

/** Lays a page flat: what lies between the corners becomes the whole picture (bilinear). */
export function warp(
  source: Raster,
  corners: Quad,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Raster {
  const [a, b, c, d, e, f, g, h] = mapUnitSquare(corners);
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  const { rgba: from, widthPx: stride } = source;
  const [right, bottom] = [source.widthPx - 1, source.heightPx - 1];
  for (let y = 0, to = 0; y < heightPx; y += 1) {
    const v = (y + 0.5) / heightPx;
    for (let x = 0; x < widthPx; x += 1, to += 4) {
      const u = (x + 0.5) / widthPx;
      const depth = g * u + h * v + 1;
      const fromX = Math.min(right, Math.max(0, (a * u + b * v + c) / depth - 0.5));
      const fromY = Math.min(bottom, Math.max(0, (d * u + e * v + f) / depth - 0.5));
      const [left, top] = [fromX | 0, fromY | 0];
      const [across, down] = [fromX - left, fromY - top];
      const at = (top * stride + left) * 4;
      const next = left < right ? 4 : 0;
      const below = top < bottom ? stride * 4 : 0;
      const [w00, w10, w01] = [(1 - across) * (1 - down), across * (1 - down), (1 - across) * down];
      const w11 = across * down;
      for (let channel = 0; channel < 3; channel += 1) {
        const here = at + channel;
        rgba[to + channel] =
          (from[here] ?? 0) * w00 +
          (from[here + next] ?? 0) * w10 +
          (from[here + below] ?? 0) * w01 +
          (from[here + below + next] ?? 0) * w11;
      }
      rgba[to + 3] = 255;
    }
  }
  return { widthPx, heightPx, rgba };
}

/** From the square between (0, 0) and (1, 1) to the four corners (Heckbert 1989, section 2.2.3). */
function mapUnitSquare([p0, p1, p2, p3]: Quad): Mapping {
  const minus = (one: Point, other: Point): Point => ({ x: one.x - other.x, y: one.y - other.y });
  const [d1, d2] = [minus(p1, p2), minus(p3, p2)];
  const sum = { x: p0.x - p1.x + p2.x - p3.x, y: p0.y - p1.y + p2.y - p3.y };
  const divisor = d1.x * d2.y - d2.x * d1.y;
  const g = divisor === 0 ? 0 : (sum.x * d2.y - d2.x * sum.y) / divisor;
  const h = divisor === 0 ? 0 : (d1.x * sum.y - sum.x * d1.y) / divisor;
  const [a, b] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x];
  const [d, e] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y];
  return [a, b, p0.x, d, e, p0.y, g, h];
}
