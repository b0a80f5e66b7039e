import { ByteReader } from './byte-reader.ts';

/** More than any paper needs (A3 at 600 dpi is 70), and as much memory as a counter can give: 400 MB decoded. */
export const MAX_IMAGE_PIXELS = 100_000_000;

export interface ImageSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What the head of a JPEG or PNG says, before a pixel is decoded; `undefined` when no size can be found. */
export function readImageSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpegSize(new ByteReader(bytes));
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return readPngSize(new ByteReader(bytes));
  return undefined;
}

function readPngSize(reader: ByteReader): ImageSize | undefined {
  if (reader.ascii(12, 4) !== 'IHDR') return undefined;
  return toSize(reader.u32(16), reader.u32(20));
}

/** Frame heads; C4, C8 and CC are tables and extensions (ITU-T T.81, table B.1). */
export function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length of their own. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** A preview inside a segment is not looked at. */
function readJpegSize(reader: ByteReader): ImageSize | undefined {
  for (const { marker, at } of jpegSegments(reader)) {
    if (isStartOfFrame(marker)) return toSize(reader.u16(at + 7), reader.u16(at + 5));
  }
  return undefined;
}

const END_OF_IMAGE = 0xd9;

/** The segments of a JPEG's head: their markers and where they begin. Like the decoder, it passes over stray bytes. */
export function* jpegSegments(reader: ByteReader): Generator<{ readonly marker: number; readonly at: number }> {
  for (let at = 2; at < reader.bytes.length;) {
    const marker = reader.u8(at + 1);
    if (reader.u8(at) !== 0xff || marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) return;
    yield { marker, at };
    at += isBare(marker) ? 2 : 2 + Math.max(2, reader.u16(at + 2));
  }
}

function toSize(widthPx: number, heightPx: number): ImageSize | undefined {
  return widthPx === 0 || heightPx === 0 ? undefined : { widthPx, heightPx };
}
