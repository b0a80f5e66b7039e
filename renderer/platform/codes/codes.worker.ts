import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { CodesAnswer, CodesRequest } from './codes-messages.ts';

// Without this the library would ask a public server for its own binary.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

/** Cards and receipts, in a picture that does not come again. */
const QR: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 4, tryHarder: true };
/** The same in a frame: the first is enough, the next frame comes at once, and nobody prints a card in negative. */
const QR_IN_FRAME: ReaderOptions = { ...QR, maxNumberOfSymbols: 1, tryInvert: false };
/** How posts print their item codes. Looked for only where there is no QR: it costs as much again. */
const BARS: ReaderOptions = { formats: ['Code128', 'Code39'], maxNumberOfSymbols: 4, tryHarder: true };
/** The long side that is looked at first: a card held to the camera is legible in it, and it costs a quarter of 4K. */
const FIRST_SIDE_PX = 1920;
/** An A4 page at about 80 dpi: a symbol that is large on it has many pixels a module all the same. */
const LARGE_CODE_SIDE_PX = 960;
/** Nothing is drawn larger, whatever the file says of itself. */
const LARGEST_SIDE_PX = 4096;

let canvas: OffscreenCanvas | undefined;

async function answer({ requestId, picture, isLarge }: CodesRequest): Promise<CodesAnswer> {
  const startedAt = performance.now();
  const bitmap = picture instanceof Blob ? await decode(picture) : picture;
  if (bitmap === undefined) return { requestId, kind: 'notAPicture' };
  try {
    const pixels = drawPixels(bitmap, isLarge ? LARGE_CODE_SIDE_PX : FIRST_SIDE_PX);
    const drawnAt = performance.now();
    const texts = isLarge
      ? await readTexts(pixels, QR_IN_FRAME)
      : await readAll(bitmap, pixels, picture instanceof Blob ? QR : QR_IN_FRAME);
    const timing = { pixelsMs: drawnAt - startedAt, readMs: performance.now() - drawnAt };
    return { requestId, kind: 'read', texts, timing };
  } finally {
    bitmap.close();
  }
}

async function readAll(bitmap: ImageBitmap, pixels: ImageData, options: ReaderOptions): Promise<readonly string[]> {
  const texts = await readTexts(pixels, options);
  if (texts.length > 0) return texts;
  const bars = await readTexts(pixels, BARS);
  if (bars.length > 0 || Math.max(bitmap.width, bitmap.height) <= FIRST_SIDE_PX) return bars;
  return readTexts(drawPixels(bitmap, LARGEST_SIDE_PX), QR);
}

async function decode(file: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file);
  } catch {
    // Any failure to decode means the same to the officer: the picture cannot be opened.
    return undefined;
  }
}

function drawPixels(bitmap: ImageBitmap, largestSidePx: number): ImageData {
  const scale = Math.min(1, largestSidePx / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  canvas ??= new OffscreenCanvas(width, height);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('codes worker has no canvas');
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

async function readTexts(pixels: ImageData, options: ReaderOptions): Promise<readonly string[]> {
  const found = await readBarcodes(pixels, options);
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
}

self.onmessage = (event: MessageEvent<CodesRequest>) => {
  const { requestId } = event.data;
  answer(event.data).then(
    (message) => {
      self.postMessage(message);
    },
    (cause: unknown) => {
      const failed: CodesAnswer = {
        requestId,
        kind: 'failed',
        name: cause instanceof Error ? cause.name : typeof cause,
      };
      self.postMessage(failed);
    },
  );
};
