import { adjustPage } from './adjust-page.ts';
import { drawSmall } from './draw.ts';
import { countTiffPages, drawTiffPage } from './draw-tiff-page.ts';
import type { ImagesAnswer, ImagesAnswers, ImagesQuestion, ImagesRequest } from './images-messages.ts';
import { findCornersInFrame, straighten } from './straighten.ts';

const THUMBNAIL_QUALITY = 0.8;

type Value = ImagesAnswers[keyof ImagesAnswers];

async function answer(question: ImagesQuestion): Promise<Value> {
  switch (question.kind) {
    case 'adjustPage':
      return adjustPage(question.image);
    case 'drawThumbnail':
      return withPicture(question.image, (picture) => drawThumbnail(picture, question.maxSidePx));
    case 'countTiffPages':
      return countTiffPages(question.file);
    case 'drawTiffPage':
      return drawTiffPage(question.file, question.pageIndex);
    case 'findPageCorners':
      return withPicture(question.frame, findCornersInFrame);
    case 'straighten':
      return withPicture(question.picture, (picture) => straighten(picture, question.corners));
  }
}

async function withPicture<Made>(
  source: Blob | ImageBitmap,
  make: (picture: ImageBitmap) => Made | Promise<Made>,
): Promise<Made> {
  const isBlob = source instanceof Blob;
  const picture = isBlob ? await createImageBitmap(source, { imageOrientation: 'from-image' }) : source;
  try {
    return await make(picture);
  } finally {
    picture.close();
  }
}

function drawThumbnail(picture: ImageBitmap, maxSidePx: number): Promise<Blob> {
  return drawSmall(picture, maxSidePx, 'medium').canvas.convertToBlob({
    type: 'image/jpeg',
    quality: THUMBNAIL_QUALITY,
  });
}

/** Bytes are handed over, not copied. */
function transferOf(value: Value): Transferable[] {
  return value !== undefined && 'mediaType' in value ? [value.bytes] : [];
}

// One after another: each holds a decoded page, and fifty at a time would be gigabytes.
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data: { requestId, question } }: MessageEvent<ImagesRequest>) => {
  last = last.then(() =>
    answer(question).then(
      (value) => {
        self.postMessage({ requestId, kind: 'done', value } satisfies ImagesAnswer, transferOf(value));
      },
      (cause: unknown) => {
        // Libraries throw texts too.
        const name = cause instanceof Error ? cause.name : typeof cause;
        self.postMessage({ requestId, kind: 'failed', name } satisfies ImagesAnswer);
      },
    ),
  );
};
