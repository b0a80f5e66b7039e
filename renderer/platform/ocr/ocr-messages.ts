import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';

/** What the window asks its reading worker: one page at a time, the next when the last is answered. */
export interface OcrRequest {
  readonly image: Blob;
  /** How far it is turned before it is read. */
  readonly turnedBy: ScannedPage['turnedBy'];
}

export type OcrAnswer =
  | { readonly kind: 'read'; readonly page: RecognisedPage }
  /** The file is no picture, or a damaged one. */
  | { readonly kind: 'notAPicture' }
  /** The engine cannot run here, or a defect: only the error's name crosses. */
  | { readonly kind: 'failed'; readonly name: string };
