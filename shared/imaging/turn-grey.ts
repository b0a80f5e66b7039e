import type { Box } from './box.ts';
import type { Grey } from './raster.ts';
import { toRadians } from './skew.ts';

/** A small copy turned back, in an upright frame around it. */
export interface TurnedGrey extends Grey {
  /** 1 where the frame shows the picture, 0 in the corners beside it. */
  readonly isInside: Uint8Array;
}

/** Width and height of the upright frame around a picture that was turned by so many degrees. */
export function turnedSize(widthPx: number, heightPx: number, degrees: number): readonly [number, number] {
  const [sin, cos] = [Math.abs(Math.sin(toRadians(degrees))), Math.abs(Math.cos(toRadians(degrees)))];
  return [Math.round(widthPx * cos + heightPx * sin), Math.round(widthPx * sin + heightPx * cos)];
}

/** Turns back what is turned clockwise by so many degrees. Nearest pixels: enough to judge by, not to keep. */
export function turnGreyBack(grey: Grey, degrees: number): TurnedGrey {
  if (degrees === 0) return { ...grey, isInside: new Uint8Array(grey.levels.length).fill(1) };
  const [widthPx, heightPx] = turnedSize(grey.widthPx, grey.heightPx, degrees);
  const [sin, cos] = [Math.sin(toRadians(degrees)), Math.cos(toRadians(degrees))];
  const levels = new Uint8Array(widthPx * heightPx).fill(255);
  const isInside = new Uint8Array(widthPx * heightPx);
  for (let y = 0, to = 0; y < heightPx; y += 1) {
    const dy = y + 0.5 - heightPx / 2;
    const dx = 0.5 - widthPx / 2;
    let exactX = dx * cos - dy * sin + grey.widthPx / 2;
    let exactY = dx * sin + dy * cos + grey.heightPx / 2;
    for (let x = 0; x < widthPx; x += 1, to += 1, exactX += cos, exactY += sin) {
      if (exactX < 0 || exactX >= grey.widthPx || exactY < 0 || exactY >= grey.heightPx) continue;
      levels[to] = grey.levels[(exactY | 0) * grey.widthPx + (exactX | 0)] ?? 0;
      isInside[to] = 1;
    }
  }
  return { widthPx, heightPx, levels, isInside };
}

/** The part of a small copy that a box keeps. */
export function cropGrey({ widthPx, heightPx, levels }: Grey, box: Box): Grey {
  const [left, right] = [Math.round(box.left * widthPx), Math.round(box.right * widthPx)];
  const [top, bottom] = [Math.round(box.top * heightPx), Math.round(box.bottom * heightPx)];
  const kept = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y += 1) {
    kept.set(levels.subarray(y * widthPx + left, y * widthPx + right), (y - top) * (right - left));
  }
  return { widthPx: right - left, heightPx: bottom - top, levels: kept };
}
