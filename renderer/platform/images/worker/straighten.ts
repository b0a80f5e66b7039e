import type { AdjustedPage } from '#shared/imaging/adjusted-page.ts';
import { mayBeBlank } from '#shared/imaging/blank-page.ts';
import { findPageCorners, LOOKED_AT_PX } from '#shared/imaging/page-corners.ts';
import { JUDGED_LONGEST_PX } from '#shared/imaging/plan-page.ts';
import { scaleQuad, type Quad } from '#shared/imaging/quad.ts';
import { findReadingTurn } from '#shared/imaging/reading-direction.ts';
import { toGrey, type Grey, type Raster } from '#shared/imaging/raster.ts';
import { applyTone, findTone } from '#shared/imaging/tone.ts';
import { flatSize, warp } from '#shared/imaging/warp.ts';
import { createPaper, putRaster, smallGrey, toRaster } from './draw.ts';
import { encodePage } from './encode-page.ts';

/** In pixels of the frame, which is used up. */
export function findCornersInFrame(frame: ImageBitmap): Quad | undefined {
  const grey = smallGrey(frame, LOOKED_AT_PX, 'medium');
  const found = findPageCorners(grey);
  return found === undefined ? undefined : scaleQuad(found, frame.width / grey.widthPx);
}

/**
 * Lays the page between the corners flat and encodes it within its budget. A frame does not know its resolution.
 * @throws DOMException when the picture does not decode
 */
export async function straighten(picture: ImageBitmap, corners: Quad): Promise<AdjustedPage> {
  const whole = createPaper(picture.width, picture.height);
  whole.drawImage(picture, 0, 0);
  const page = warp(toRaster(whole), corners, flatSize(corners));
  const small = shrink(page);
  const tone = findTone(small);
  if (tone !== undefined) applyTone(page, tone);
  const bytes = await encodePage(putRaster(page), undefined);
  const { widthPx, heightPx } = page;
  const [isBlank, turn] = [mayBeBlank(small), findReadingTurn(small)];
  return { bytes, mediaType: 'image/jpeg', widthPx, heightPx, isBlank, turn, isChanged: true };
}

/** Every nth pixel: enough to judge the brightness of paper and ink. */
function shrink(page: Raster): Grey {
  const step = Math.max(1, Math.floor(Math.max(page.widthPx, page.heightPx) / JUDGED_LONGEST_PX));
  const [widthPx, heightPx] = [Math.floor(page.widthPx / step), Math.floor(page.heightPx / step)];
  const from = new Uint32Array(page.rgba.buffer);
  const to = new Uint32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) to[y * widthPx + x] = from[y * step * page.widthPx + x * step] ?? 0;
  }
  return toGrey({ widthPx, heightPx, rgba: new Uint8ClampedArray(to.buffer) });
}
