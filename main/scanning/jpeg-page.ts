import { ByteReader } from '#shared/imaging/byte-reader.ts';
import { isStartOfFrame } from '#shared/imaging/image-header.ts';

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const COMMENT = 0xfe;
const MAX_COMMENT_BYTES = 200;
const UNITS_AT = 13;
const UNKNOWN_UNITS = [0, 0, 1, 0, 1];

/**
 * Whether these bytes are a whole JPEG: every segment of the head is there, it declares a size, picture data follow, and
 * the end mark is at the end, which its encoder writes last of all (ITU T.81, annex B). The window decodes the picture
 * before it stores the page.
 */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== MARKER || bytes[1] !== START_OF_IMAGE) return false;
  if (bytes.at(-2) !== MARKER || bytes.at(-1) !== END_OF_IMAGE) return false;
  const reader = new ByteReader(bytes);
  let hasSize = false;
  for (let at = 2; at + 3 < bytes.length;) {
    const type = bytes[at + 1] ?? 0;
    const length = reader.u16(at + 2);
    if (bytes[at] !== MARKER || length < 2) return false;
    if (isStartOfFrame(type)) hasSize = reader.u16(at + 5) > 0 && reader.u16(at + 7) > 0;
    at += 2 + length;
    // More than the end mark follows the head of the scan.
    if (type === START_OF_SCAN) return hasSize && at < bytes.length - 2;
  }
  return false;
}

/**
 * The same picture with a comment. Files are known by their hash, and two blank pages of a driver that whitens paper
 * would be one file and the second page lost.
 * @param comment ASCII
 */
export function withComment(jpeg: Uint8Array, comment: string): Uint8Array {
  const text = new TextEncoder().encode(comment.slice(0, MAX_COMMENT_BYTES));
  const length = text.length + 2;
  const head = Uint8Array.of(MARKER, COMMENT, length >> 8, length & 0xff);
  // Behind the JFIF head, which must be the first segment.
  const at = bytesOfFirstSegment(jpeg);
  const out = new Uint8Array(jpeg.length + head.length + text.length);
  out.set(jpeg.subarray(0, at));
  out.set(head, at);
  out.set(text, at + head.length);
  out.set(jpeg.subarray(at), at + head.length + text.length);
  return out;
}

/** The same picture without the dots per inch that its writer put into the head (JFIF 1.02: units 0, aspect 1:1). */
export function withoutDensity(jpeg: Uint8Array): Uint8Array {
  const hasUnits = bytesOfFirstSegment(jpeg) > UNITS_AT + UNKNOWN_UNITS.length;
  const out = new Uint8Array(jpeg);
  if (hasUnits) out.set(UNKNOWN_UNITS, UNITS_AT);
  return out;
}

function bytesOfFirstSegment(jpeg: Uint8Array): number {
  const isJfif = jpeg[2] === MARKER && jpeg[3] === 0xe0;
  return isJfif ? 4 + new ByteReader(jpeg).u16(4) : 2;
}
