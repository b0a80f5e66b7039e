import { ByteReader } from './byte-reader.ts';
import { jpegSegments } from './image-header.ts';

const CM_PER_INCH = 2.54;
const METRES_PER_INCH = 0.0254;
const APP0 = 0xe0;
const JFIF_BYTES = 16;
const PNG_SIGNATURE_BYTES = 8;
/** Signature and IHDR: any chunk may follow them. */
const PNG_HEAD_BYTES = 33;
const DOTS_PER_INCH = 1;
const DOTS_PER_CM = 2;
const IN_METRES = 1;
/** What no scanner or printer has: a figure that is wrong. */
const [LEAST_DPI, MOST_DPI] = [30, 4_800];

/** Dots per inch, where the head of a JPEG (JFIF) or PNG (pHYs) says so; `undefined` otherwise. */
export function readImageDpi(bytes: Uint8Array): number | undefined {
  const reader = new ByteReader(bytes);
  const dpi = bytes[0] === 0xff ? readJpegDpi(reader) : readPngDpi(reader);
  return dpi !== undefined && dpi >= LEAST_DPI && dpi <= MOST_DPI ? dpi : undefined;
}

function readJpegDpi(reader: ByteReader): number | undefined {
  for (const { marker, at } of jpegSegments(reader)) {
    if (marker !== APP0 || reader.ascii(at + 4, 4) !== 'JFIF') continue;
    const density = reader.u16(at + 12);
    const unit = reader.u8(at + 11);
    if (unit === DOTS_PER_INCH) return density;
    return unit === DOTS_PER_CM ? Math.round(density * CM_PER_INCH) : undefined;
  }
  return undefined;
}

function readPngDpi(reader: ByteReader): number | undefined {
  if (reader.ascii(12, 4) !== 'IHDR') return undefined;
  for (let at = PNG_SIGNATURE_BYTES; at + 8 < reader.bytes.length; at += reader.u32(at) + 12) {
    const type = reader.ascii(at + 4, 4);
    if (type === 'IDAT') return undefined;
    if (type !== 'pHYs') continue;
    return reader.u8(at + 16) === IN_METRES ? Math.round(reader.u32(at + 8) * METRES_PER_INCH) : undefined;
  }
  return undefined;
}

/** Writes the resolution into the head of a JPEG that an encoder without knowledge of it has made. */
export function withJpegDpi(jpeg: Uint8Array<ArrayBuffer>, dpi: number | undefined): Uint8Array<ArrayBuffer> {
  if (dpi === undefined) return jpeg;
  const [high, low] = [dpi >> 8, dpi & 0xff];
  const hasJfif = jpeg[2] === 0xff && jpeg[3] === APP0;
  if (hasJfif) {
    const marked = jpeg.slice();
    marked.set([DOTS_PER_INCH, high, low, high, low], 13);
    return marked;
  }
  const head = [0xff, APP0, 0, JFIF_BYTES, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, DOTS_PER_INCH, high, low, high, low, 0, 0];
  return joined(jpeg.subarray(0, 2), Uint8Array.from(head), jpeg.subarray(2));
}

/** The same for a PNG that has no resolution yet. */
export function withPngDpi(png: Uint8Array<ArrayBuffer>, dpi: number | undefined): Uint8Array<ArrayBuffer> {
  if (dpi === undefined) return png;
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  const body = [0x70, 0x48, 0x59, 0x73, ...bigEndian(perMetre), ...bigEndian(perMetre), IN_METRES];
  const chunk = Uint8Array.from([...bigEndian(body.length - 4), ...body, ...bigEndian(checksum(body))]);
  return joined(png.subarray(0, PNG_HEAD_BYTES), chunk, png.subarray(PNG_HEAD_BYTES));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const bigEndian = (value: number): readonly number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

/** CRC-32 of a few bytes, bit by bit (PNG specification, annex D). */
function checksum(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
