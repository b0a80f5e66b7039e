import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { ByteReader } from './byte-reader.ts';
import { MAX_IMAGE_PIXELS, readImageSize } from './image-header.ts';
import {
  firstDirectoryAt,
  holds,
  openTiff,
  readTiffDirectory,
  TIFF_TAG as TAG,
  type TiffDirectory,
} from './tiff-directory.ts';

/** One page of a TIFF file, known to lie inside the file, not yet decoded. */
export interface TiffPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  readonly compression: number;
  /** As EXIF counts it; see `orientRaster`. */
  readonly orientation: number;
  readonly strips: readonly { readonly at: number; readonly length: number }[];
  readonly values: TiffDirectory['values'];
}

/** Why none of its pages is taken; `imageTooLarge` names the pixels of the page that is. */
export type TiffProblem =
  | AppError<'imageDamaged' | 'tiffNotRead'>
  | AppError<'imageTooLarge', { readonly pixels: number; readonly maxPixels: number }>;

/** None, the three of fax, LZW, both of JPEG, both numbers of deflate, PackBits: what scanners and fax programs write. */
const READ_COMPRESSIONS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 32_773, 32_946]);
const JPEG_COMPRESSIONS: ReadonlySet<number> = new Set([6, 7]);
export const DEFLATE_COMPRESSIONS: ReadonlySet<number> = new Set([8, 32_946]);
/** White is zero, black is zero, RGB, palette, YCbCr. No scanner of an office writes CMYK. */
const READ_COLOURS: ReadonlySet<number> = new Set([0, 1, 2, 3, 6]);
const READ_DEPTHS: ReadonlySet<number> = new Set([1, 8, 16]);

/** A stack that somebody scanned into one file; more is a circle or an attack. */
const MOST_PAGES = 500;
/** Bit of NewSubfileType that says: a small copy of another page. */
const REDUCED = 1;

/**
 * Walks the pages of a TIFF file without decoding one. Sizes and kinds are judged here, so that a page of 600 megapixels
 * is refused before memory is asked for.
 * @returns one entry for each page; `undefined` stands for a page that does not lie inside the file. After one that does
 *   not say where the next is, or says so in a circle, there are no more.
 */
export function readTiffPages(bytes: Uint8Array): Result<readonly (TiffPage | undefined)[], TiffProblem> {
  const reader = openTiff(bytes);
  if (reader === undefined) return err({ code: 'imageDamaged' });
  const pages: (TiffPage | undefined)[] = [];
  const seen = new Set<number>();
  for (let at = firstDirectoryAt(reader); at !== 0;) {
    const directory = seen.has(at) || seen.size >= MOST_PAGES ? undefined : readTiffDirectory(reader, at);
    if (directory === undefined) {
      pages.push(undefined);
      break;
    }
    seen.add(at);
    at = directory.nextAt;
    if (((directory.values.get(TAG.newSubfileType)?.[0] ?? 0) & REDUCED) === REDUCED) continue;
    const page = toPage(reader, directory.values);
    if (!page.ok && page.error.code !== 'imageDamaged') return page;
    pages.push(page.ok ? page.value : undefined);
  }
  return pages.every((page) => page === undefined) ? err({ code: 'imageDamaged' }) : ok(pages);
}

function toPage(reader: ByteReader, values: TiffDirectory['values']): Result<TiffPage, TiffProblem> {
  const one = (tag: number, otherwise = 0): number => values.get(tag)?.[0] ?? otherwise;
  const [widthPx, heightPx] = [one(TAG.width), one(TAG.height)];
  if (widthPx === 0 || heightPx === 0) return err({ code: 'imageDamaged' });
  if (widthPx * heightPx > MAX_IMAGE_PIXELS) {
    return err({ code: 'imageTooLarge', details: { pixels: widthPx * heightPx, maxPixels: MAX_IMAGE_PIXELS } });
  }
  const page = {
    ...{ widthPx, heightPx, values, strips: stripsOf(values) },
    bitsPerSample: one(TAG.bitsPerSample, 1),
    samplesPerPixel: one(TAG.samplesPerPixel, 1),
    compression: one(TAG.compression, 1),
    orientation: one(TAG.orientation, 1),
  };
  if (!isRead(page, one)) return err({ code: 'tiffNotRead' });
  const isInside = page.strips.every(({ at, length }) => length > 0 && holds(reader, at, length));
  const isSound = page.strips.length > 0 && isInside && isStripJpegSound(reader, page);
  return isSound ? ok(page) : err({ code: 'imageDamaged' });
}

function isRead(page: TiffPage, one: (tag: number, otherwise?: number) => number): boolean {
  return (
    READ_COMPRESSIONS.has(page.compression) &&
    READ_COLOURS.has(one(TAG.photometric)) &&
    READ_DEPTHS.has(page.bitsPerSample) &&
    page.samplesPerPixel >= 1 &&
    page.samplesPerPixel <= 4 &&
    one(TAG.planarConfiguration, 1) === 1 &&
    one(TAG.tileWidth) === 0
  );
}

function stripsOf(values: TiffDirectory['values']): TiffPage['strips'] {
  const lengths = values.get(TAG.stripByteCounts) ?? [];
  return (values.get(TAG.stripOffsets) ?? []).map((at, index) => ({ at, length: lengths[index] ?? 0 }));
}

/** How much larger a JPEG inside may be than its page: encoders fill up whole blocks. */
const FILLED_UP_PX = 64;

/** A JPEG inside a strip has a size of its own, and its decoder believes that one. */
function isStripJpegSound({ bytes }: ByteReader, { compression, strips, widthPx, heightPx }: TiffPage): boolean {
  if (!JPEG_COMPRESSIONS.has(compression)) return true;
  return strips.every(({ at, length }) => {
    const size = readImageSize(bytes.subarray(at, at + length));
    if (size === undefined) return true;
    return size.widthPx <= widthPx + FILLED_UP_PX && size.heightPx <= heightPx + FILLED_UP_PX;
  });
}
