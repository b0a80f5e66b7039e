import { ByteReader } from './byte-reader.ts';
import { jpegSegments } from './image-header.ts';
import { firstDirectoryAt, openTiff, readTiffDirectory, TIFF_TAG } from './tiff-directory.ts';

const APP1 = 0xe1;
/** Marker, length and "Exif" with two zeros. */
const BEFORE_TIFF_BYTES = 10;

/** How a JPEG has to be turned to stand upright (EXIF 2.32, Orientation): 1 where it stands, or does not say. */
export function readOrientation(bytes: Uint8Array): number {
  if (bytes[0] !== 0xff) return 1;
  const jpeg = new ByteReader(bytes);
  for (const { marker, at } of jpegSegments(jpeg)) {
    if (marker !== APP1 || jpeg.ascii(at + 4, 4) !== 'Exif') continue;
    const reader = openTiff(bytes.subarray(at + BEFORE_TIFF_BYTES, at + 2 + jpeg.u16(at + 2)));
    const directory = reader && readTiffDirectory(reader, firstDirectoryAt(reader));
    return directory?.values.get(TIFF_TAG.orientation)?.[0] ?? 1;
  }
  return 1;
}
