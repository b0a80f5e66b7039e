import type { ByteReader } from '#shared/imaging/byte-reader.ts';
import {
  firstDirectoryAt,
  holds,
  openTiff,
  readTiffDirectory,
  TIFF_TAG,
  type TiffDirectory,
} from '#shared/imaging/tiff-directory.ts';

/** More pages than any feeder takes: a list of pages that goes on for longer leads in a circle. */
const MAX_PAGES = 2_000;

/** @returns `undefined` when a page's directory, or a part of its pixels, lies behind the end: it is not written whole */
export function readTiff(bytes: Uint8Array): { readonly pages: number } | undefined {
  const reader = openTiff(bytes);
  if (reader === undefined) return undefined;
  let pages = 0;
  for (let at = firstDirectoryAt(reader); at !== 0; pages += 1) {
    const directory = pages < MAX_PAGES ? readTiffDirectory(reader, at) : undefined;
    if (directory === undefined || !hasPixels(reader, directory)) return undefined;
    at = directory.nextAt;
  }
  return pages === 0 ? undefined : { pages };
}

function hasPixels(reader: ByteReader, { values }: TiffDirectory): boolean {
  const offsets = values.get(TIFF_TAG.stripOffsets) ?? values.get(TIFF_TAG.tileOffsets) ?? [];
  const lengths = values.get(TIFF_TAG.stripByteCounts) ?? values.get(TIFF_TAG.tileByteCounts) ?? [];
  if (offsets.length === 0 || offsets.length !== lengths.length) return false;
  return offsets.every((at, index) => holds(reader, at, lengths[index] ?? 0));
}
