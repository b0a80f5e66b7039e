import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { MAX_IMAGE_PIXELS, readImageSize, type ImageSize } from '#shared/imaging/image-header.ts';

/** A page as the engine takes it: brightness alone, in the simplest of all picture files (PGM). */
export interface PagePicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pixels of the original for each of the prepared picture. */
  readonly scale: number;
}

export type OpenedPage =
  | { readonly kind: 'page'; readonly size: ImageSize; readonly draw: () => PagePicture; readonly close: () => void }
  /** More pixels than can be decoded here: a picture, but none that is read. */
  | { readonly kind: 'tooLarge'; readonly size: ImageSize }
  | { readonly kind: 'notAPicture' };

/** The long side of A4 at 300 dpi. More costs time and reads no better. */
const LARGEST_SIDE_PX = 3508;
/** Where the head of a picture says its size; only thumbnails and profiles stand before it. */
const HEAD_BYTES = 1_048_576;

type Turn = ScannedPage['turnedBy'];

/** @param turnedBy the page is given as it is shown, turned */
export async function openPage(image: Blob, turnedBy: Turn): Promise<OpenedPage> {
  const named = readImageSize(new Uint8Array(await image.slice(0, HEAD_BYTES).arrayBuffer()));
  if (named !== undefined && named.widthPx * named.heightPx > MAX_IMAGE_PIXELS)
    return { kind: 'tooLarge', size: turnedSize(named, turnedBy) };
  const bitmap = await decode(image);
  if (bitmap === undefined) return { kind: 'notAPicture' };
  const size = turnedSize({ widthPx: bitmap.width, heightPx: bitmap.height }, turnedBy);
  return {
    kind: 'page',
    size,
    draw: () => drawGrey(bitmap, turnedBy),
    close: () => {
      bitmap.close();
    },
  };
}

async function decode(image: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(image);
  } catch {
    // Any failure to decode means the same to the officer: the picture cannot be opened.
    return undefined;
  }
}

function turnedSize({ widthPx, heightPx }: ImageSize, turnedBy: Turn): ImageSize {
  return turnedBy % 180 === 0 ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx };
}

function drawGrey(bitmap: ImageBitmap, turnedBy: Turn): PagePicture {
  const { widthPx, heightPx } = turnedSize({ widthPx: bitmap.width, heightPx: bitmap.height }, turnedBy);
  const shrink = Math.min(1, LARGEST_SIDE_PX / Math.max(widthPx, heightPx));
  const width = Math.max(1, Math.round(widthPx * shrink));
  const height = Math.max(1, Math.round(heightPx * shrink));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('reading worker has no canvas');
  // A transparent picture lies on white paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.translate(width / 2, height / 2);
  context.rotate((turnedBy * Math.PI) / 180);
  const [along, across] = turnedBy % 180 === 0 ? [width, height] : [height, width];
  context.drawImage(bitmap, -along / 2, -across / 2, along, across);
  const { data } = context.getImageData(0, 0, width, height);
  const head = new TextEncoder().encode(`P5\n${String(width)} ${String(height)}\n255\n`);
  const bytes = new Uint8Array(head.length + width * height);
  bytes.set(head);
  for (let pixel = 0, at = head.length; at < bytes.length; pixel += 4, at += 1)
    bytes[at] = inkOf(data[pixel] ?? 0, data[pixel + 1] ?? 0, data[pixel + 2] ?? 0);
  return { bytes, scale: widthPx / width };
}

/** How much a pixel is lightened for each step that its colours are apart. */
const FADE = 0.5;

/**
 * Not how bright it looks: what is black stays black, while colours fade, so that a red seal and a blue signature over a
 * name leave the name. Letters printed in a dark colour stay dark enough to be read, light ones are lost.
 */
function inkOf(red: number, green: number, blue: number): number {
  const brightest = Math.max(red, green, blue);
  return Math.min(255, brightest + FADE * (brightest - Math.min(red, green, blue)));
}
