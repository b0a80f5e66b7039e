import { encodeFrame, FRAME_HEAD_BYTES, readFrame } from './frame.ts';

/** `begins`: the first entry of every filling of a pack. `dropped`: the scan before it counts no more. */
export type PackEntryKind = 'begins' | 'scan' | 'dropped';

/** What stands before the bytes of a scan, and alone in the other kinds. */
export interface PackEntry {
  readonly kind: PackEntryKind;
  /** How often the pack has been begun: tells windows that it was emptied and filled again meanwhile. */
  readonly filling: number;
  /** Empty in `begins`. */
  readonly hash: string;
  /** Length of the scan that follows, and its CRC-32; both 0 in the other kinds. */
  readonly bytes: number;
  readonly crc: number;
}

/*
 * A frame of the journal whose number is the kind and whose tag is the filling. Content: hash (32 bytes), length of the
 * scan, CRC of the scan, little-endian. The scan follows the frame, so that the frame can be checked without reading it.
 */
const KINDS: readonly PackEntryKind[] = ['begins', 'scan', 'dropped'];
const HASH = /^[0-9a-f]{64}$/;
const HASH_BYTES = 32;
const CONTENT_BYTES = HASH_BYTES + 8;
export const PACK_ENTRY_BYTES = FRAME_HEAD_BYTES + CONTENT_BYTES;

/** @throws Error for a scan whose name is not a hash */
export function encodePackEntry({ kind, filling, hash, bytes, crc }: PackEntry): Uint8Array {
  if (kind !== 'begins' && !HASH.test(hash)) throw new Error('not a hash');
  const content = new Uint8Array(CONTENT_BYTES);
  const view = new DataView(content.buffer);
  for (let at = 0; at < hash.length / 2; at += 1) content[at] = Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16);
  view.setUint32(HASH_BYTES, bytes, true);
  view.setUint32(HASH_BYTES + 4, crc, true);
  return encodeFrame({ number: KINDS.indexOf(kind), tag: filling, bytes: content });
}

/** `undefined`: no whole and sound entry stands there. */
export function decodePackEntry(bytes: Uint8Array, at = 0): PackEntry | undefined {
  if (at + PACK_ENTRY_BYTES > bytes.byteLength) return undefined;
  const frame = readFrame(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
  const kind = KINDS[frame?.number ?? -1];
  if (frame?.bytes.byteLength !== CONTENT_BYTES || kind === undefined) return undefined;
  const view = new DataView(frame.bytes.buffer);
  const hash = Array.from(frame.bytes.subarray(0, HASH_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    ...{ kind, filling: frame.tag, hash: kind === 'begins' ? '' : hash },
    ...{ bytes: view.getUint32(HASH_BYTES, true), crc: view.getUint32(HASH_BYTES + 4, true) },
  };
}
