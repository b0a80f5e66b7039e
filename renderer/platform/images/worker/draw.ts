import type { Grey, Raster } from '#shared/imaging/raster.ts';
import { toGrey } from '#shared/imaging/raster.ts';

/** Nothing is drawn larger, whatever asks for it: browsers refuse canvases beyond, each at another size. */
const LARGEST_SIDE_PX = 16_000;

/** White paper: what lies beside a turned page is no black corner, and transparent pictures have a ground. */
export function createPaper(widthPx: number, heightPx: number): OffscreenCanvasRenderingContext2D {
  if (Math.max(widthPx, heightPx) > LARGEST_SIDE_PX) throw new Error('too large to draw');
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(widthPx)), Math.max(1, Math.round(heightPx)));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return context;
}

/** A copy whose long side is at most so many pixels. @param quality low is fast, and sharp enough to judge by */
export function drawSmall(
  picture: ImageBitmap,
  longestPx: number,
  quality: ImageSmoothingQuality,
): OffscreenCanvasRenderingContext2D {
  const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height));
  const context = createPaper(picture.width * scale, picture.height * scale);
  context.imageSmoothingQuality = quality;
  context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height);
  return context;
}

export function toRaster(context: OffscreenCanvasRenderingContext2D): Raster {
  const { width, height } = context.canvas;
  return { widthPx: width, heightPx: height, rgba: context.getImageData(0, 0, width, height).data };
}

/** The copy that a picture is judged by. */
export function smallGrey(picture: ImageBitmap, longestPx: number, quality: ImageSmoothingQuality = 'low'): Grey {
  return toGrey(toRaster(drawSmall(picture, longestPx, quality)));
}

export function putRaster(raster: Raster): OffscreenCanvas {
  const context = createPaper(raster.widthPx, raster.heightPx);
  context.putImageData(new ImageData(raster.rgba, raster.widthPx, raster.heightPx), 0, 0);
  return context.canvas;
}
