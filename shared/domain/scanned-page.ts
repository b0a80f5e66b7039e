import * as v from 'valibot';
import { idSchema, sha256Schema, type ScannedPageId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(1));

/** How a page or a file came in. */
export const capturedBySchema = v.picklist(['import', 'camera', 'scanner']);
export type CapturedBy = v.InferOutput<typeof capturedBySchema>;

/**
 * Trang quét: the picture of one side of one sheet. Its bytes live in the blob store; they reach the province inside the
 * PDF of their component, never by themselves. Two blank sides may be the same picture: a page is known by `pageId`.
 */
export const scannedPageSchema = v.object({
  pageId: idSchema<ScannedPageId>(),
  fileName: v.pipe(v.string(), v.nonEmpty()),
  /** The picture that goes into the PDF. */
  hash: sha256Schema,
  /** The picture as it was captured; the same as `hash` until the page was put straight. */
  originalHash: sha256Schema,
  mediaType: v.picklist(['image/jpeg', 'image/png']),
  sizeBytes: pixels,
  widthPx: pixels,
  heightPx: pixels,
  /** Dots per inch of the paper (TT 01/2023/TT-VPCP Đ8.2e); `null` where nothing says it, as with a photograph. */
  dpi: v.nullable(v.pipe(v.number(), v.minValue(1))),
  /** Degrees clockwise by which an officer turned it; the picture itself is not changed. */
  turnedBy: v.picklist([0, 90, 180, 270]),
  /** Looks empty. A flag for the officer: such a page is never dropped. */
  isBlank: v.boolean(),
  /** A sheet with a note stuck on it is captured twice, with and without the note (TT 01/2023/TT-VPCP Đ8.2d). */
  note: v.picklist(['none', 'withNote', 'withoutNote']),
  capturedBy: capturedBySchema,
  /** What the scanner calls itself; `null` for a camera or a file. */
  deviceName: v.nullable(v.string()),
  capturedAt: instantSchema,
});
export type ScannedPage = v.InferOutput<typeof scannedPageSchema>;

/** Every picture that these pages were made from or go out as, each once. */
export function hashesOfPages(pages: readonly ScannedPage[]): readonly ScannedPage['hash'][] {
  return [...new Set(pages.flatMap(({ hash, originalHash }) => [hash, originalHash]))];
}
