import { crc32 } from './crc32.ts';
import type { JournalRecord } from './journal.ts';

/*
 * A frame: "QMJ1", length of the content, number, tag, CRC of the content, CRC of these 20 bytes; then the
 * content. Little-endian. The head has a checksum of its own so that a damaged length is never followed.
 */
const MAGIC = 0x314a4d51;
export const FRAME_HEAD_BYTES = 24;
export const FRAME_FIRST_BYTE = MAGIC & 0xff;
/** Longer than any record that is written; a head that names more is damage. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export function encodeFrame({ number, tag, bytes }: JournalRecord): Uint8Array {
  const frame = new Uint8Array(FRAME_HEAD_BYTES + bytes.byteLength);
  const view = new DataView(frame.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, bytes.byteLength, true);
  view.setUint32(8, number, true);
  view.setUint32(12, tag, true);
  view.setUint32(16, crc32(bytes), true);
  view.setUint32(20, crc32(frame.subarray(0, 20)), true);
  frame.set(bytes, FRAME_HEAD_BYTES);
  return frame;
}

export interface FoundFrames {
  readonly records: readonly JournalRecord[];
  /** Unreadable stretches that are followed by a readable record. */
  readonly damagedParts: number;
  /** Where the last readable record ends; what follows was not written whole, or is damaged. */
  readonly soundBytes: number;
}

/** Reads every sound record; an unreadable stretch is stepped over, so that it never hides what comes after it. */
export function decodeFrames(bytes: Uint8Array): FoundFrames {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: JournalRecord[] = [];
  let damagedParts = 0;
  let soundBytes = 0;
  let at = 0;
  while (at + FRAME_HEAD_BYTES <= bytes.byteLength) {
    const record = readFrame(bytes, view, at);
    if (record === undefined) {
      at += 1;
      continue;
    }
    if (at > soundBytes) damagedParts += 1;
    records.push(record);
    at += FRAME_HEAD_BYTES + record.bytes.byteLength;
    soundBytes = at;
  }
  return { records, damagedParts, soundBytes };
}

/** The frame that stands whole and sound at `at`. @param view of the same bytes */
export function readFrame(bytes: Uint8Array, view: DataView, at: number): JournalRecord | undefined {
  if (view.getUint32(at, true) !== MAGIC) return undefined;
  if (view.getUint32(at + 20, true) !== crc32(bytes.subarray(at, at + 20))) return undefined;
  const length = view.getUint32(at + 4, true);
  const start = at + FRAME_HEAD_BYTES;
  if (length > MAX_RECORD_BYTES || start + length > bytes.byteLength) return undefined;
  // A copy: a record that is kept must not keep its whole segment.
  const content = bytes.slice(start, start + length);
  if (view.getUint32(at + 16, true) !== crc32(content)) return undefined;
  return { number: view.getUint32(at + 8, true), tag: view.getUint32(at + 12, true), bytes: content };
}
