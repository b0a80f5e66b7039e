import type { AdjustedPage, DrawnPage } from '#shared/imaging/adjusted-page.ts';
import type { Quad } from '#shared/imaging/quad.ts';
import type { TiffProblem } from '#shared/imaging/tiff-pages.ts';
import type { Result } from '#shared/kernel/result.ts';

/** What the window asks. A frame (`ImageBitmap`) is handed over and used up, a file is copied. */
export type ImagesQuestion =
  | { readonly kind: 'adjustPage'; readonly image: Blob }
  | { readonly kind: 'drawThumbnail'; readonly image: Blob; readonly maxSidePx: number }
  | { readonly kind: 'countTiffPages'; readonly file: Blob }
  | { readonly kind: 'drawTiffPage'; readonly file: Blob; readonly pageIndex: number }
  | { readonly kind: 'findPageCorners'; readonly frame: ImageBitmap }
  | { readonly kind: 'straighten'; readonly picture: Blob | ImageBitmap; readonly corners: Quad };

/** What the worker answers to each kind of question. */
export interface ImagesAnswers {
  readonly adjustPage: AdjustedPage;
  readonly drawThumbnail: Blob;
  readonly countTiffPages: Result<number, TiffProblem>;
  readonly drawTiffPage: DrawnPage;
  readonly findPageCorners: Quad | undefined;
  readonly straighten: AdjustedPage;
}

/** `requestId` pairs question and answer. */
export interface ImagesRequest {
  readonly requestId: number;
  readonly question: ImagesQuestion;
}

export type ImagesAnswer =
  | { readonly requestId: number; readonly kind: 'done'; readonly value: ImagesAnswers[keyof ImagesAnswers] }
  /** The picture does not decode, or a defect: only the error's name crosses. */
  | { readonly requestId: number; readonly kind: 'failed'; readonly name: string };
