import type { AdjustedPage } from '#shared/imaging/adjusted-page.ts';
import { readOrientation } from '#shared/imaging/exif.ts';
import { readImageDpi } from '#shared/imaging/image-dpi.ts';
import { pageBudgetBytes, paperDpi, scaleToKeep } from '#shared/imaging/page-size.ts';
import { isGoodAsItIs, JUDGED_LONGEST_PX, planPage, type PagePlan } from '#shared/imaging/plan-page.ts';
import { toRadians } from '#shared/imaging/skew.ts';
import { applyTone } from '#shared/imaging/tone.ts';
import { turnedSize } from '#shared/imaging/turn-grey.ts';
import { createPaper, smallGrey } from './draw.ts';
import { encodePage } from './encode-page.ts';

/**
 * Straightens, crops and brightens one page and encodes it within its budget. A page that is good as it is stays byte
 * for byte what it was.
 * @throws DOMException when the picture does not decode
 */
export async function adjustPage(image: Blob): Promise<AdjustedPage> {
  const [head, picture] = await Promise.all([readHead(image), decode(image)]);
  try {
    const { width, height } = picture;
    const dpi = paperDpi(width, height, readImageDpi(head));
    const scale = scaleToKeep(width, height, dpi);
    const plan = planPage(smallGrey(picture, JUDGED_LONGEST_PX));
    const isSmall = scale === 1 && image.size <= pageBudgetBytes(width, height);
    if (isSmall && readOrientation(head) === 1 && isGoodAsItIs(plan)) {
      return await asItIs(image, picture, plan);
    }
    const canvas = drawPage(picture, plan, scale);
    return {
      bytes: await encodePage(canvas, dpi === undefined ? undefined : Math.round(dpi * scale)),
      mediaType: 'image/jpeg',
      widthPx: canvas.width,
      heightPx: canvas.height,
      isBlank: plan.isBlank,
      turn: plan.turn,
      isChanged: true,
    };
  } finally {
    picture.close();
  }
}

/** What comes before the pixels; a head with a preview in it stays below. */
const HEAD_BYTES = 256 * 1024;

async function readHead(image: Blob): Promise<Uint8Array> {
  return new Uint8Array(await image.slice(0, HEAD_BYTES).arrayBuffer());
}

/** The decoder turns the picture upright by its EXIF mark. */
function decode(image: Blob): Promise<ImageBitmap> {
  return createImageBitmap(image, { imageOrientation: 'from-image' });
}

async function asItIs(image: Blob, { width, height }: ImageBitmap, { isBlank, turn }: PagePlan): Promise<AdjustedPage> {
  const bytes = await image.arrayBuffer();
  const mediaType = new Uint8Array(bytes)[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return { bytes, mediaType, widthPx: width, heightPx: height, isBlank, turn, isChanged: false };
}

/** Draws a page as planned: turned back, without its dark borders, at most as large as a page has to be. */
function drawPage(picture: ImageBitmap, { skewDegrees, box, tone }: PagePlan, scale: number): OffscreenCanvas {
  const [width, height] = [picture.width * scale, picture.height * scale];
  const [frameWidth, frameHeight] = turnedSize(width, height, skewDegrees);
  const [left, top] = [Math.round(box.left * frameWidth), Math.round(box.top * frameHeight)];
  const context = createPaper(Math.round(box.right * frameWidth) - left, Math.round(box.bottom * frameHeight) - top);
  context.imageSmoothingQuality = scale < 0.5 ? 'medium' : 'low';
  context.translate(frameWidth / 2 - left, frameHeight / 2 - top);
  context.rotate(-toRadians(skewDegrees));
  context.drawImage(picture, -width / 2, -height / 2, width, height);
  if (tone !== undefined) {
    const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
    applyTone({ rgba: pixels.data }, tone);
    context.putImageData(pixels, 0, 0);
  }
  return context.canvas;
}
