import { crc32 } from './crc32.ts';
import { FRAME_FIRST_BYTE } from './frame.ts';
import { decodePackEntry, encodePackEntry, PACK_ENTRY_BYTES, type PackEntry } from './pack-entry.ts';
import type { PackFile } from './pack-storage.ts';

export interface PlacedScan {
  readonly at: number;
  readonly bytes: number;
  readonly crc: number;
}

/** What is known of one pack: where its scans are, never the scans. `lookThrough` first: other windows write to it, too. */
export interface ScanPack {
  readonly name: string;
  readonly scans: Map<string, PlacedScan>;
  /** The last that was seen; 0: nothing was ever seen in it. */
  filling: number;
  /** Where the next entry goes. */
  end: number;
  /** Something in it cannot be read: nothing of it is thrown away, and it gets no further scans. */
  isDamaged: boolean;
}

const CHUNK_BYTES = 64 * 1024;
const NO_BYTES = new Uint8Array(0);

export function makeScanPack(name: string): ScanPack {
  return { name, scans: new Map(), filling: 0, end: 0, isDamaged: false };
}

/**
 * Learns what was written since the last look, or everything when the pack was filled anew. Reads entries and not the
 * scans, but for the last one: only that may be half on the disk. A last entry that was not written whole is cut off.
 */
export function lookThrough(pack: ScanPack, file: PackFile): void {
  const size = file.size();
  const first = decodePackEntry(file.read(0, PACK_ENTRY_BYTES));
  if (first?.kind !== 'begins' || first.filling !== pack.filling || size < pack.end) forget(pack);
  let last: string | undefined;
  while (pack.end < size) {
    const entry = decodePackEntry(file.read(pack.end, PACK_ENTRY_BYTES));
    if (entry !== undefined && pack.end + PACK_ENTRY_BYTES + entry.bytes <= size) {
      note(pack, entry);
      last = entry.hash;
      continue;
    }
    const next = findEntry(file, pack.end + 1, size);
    if (next === undefined && isTorn(file, pack.end, size, entry)) {
      cutOff(file, pack.end);
      return;
    }
    pack.isDamaged = true;
    pack.end = next ?? size;
  }
  if (last !== undefined) judgeLast(pack, file, last);
}

/** @throws when the disk does; nothing of the scan counts then */
export function appendScan(pack: ScanPack, file: PackFile, hash: string, bytes: Uint8Array): void {
  append(pack, file, { kind: 'scan', hash, bytes: bytes.byteLength, crc: crc32(bytes) }, bytes);
}

/** The last scan takes all bytes with it, and the pack is filled anew under its old name. */
export function dropScanFrom(pack: ScanPack, file: PackFile, hash: string): void {
  if (!pack.scans.has(hash)) return;
  if (pack.scans.size === 1 && !pack.isDamaged) empty(pack, file);
  else append(pack, file, { kind: 'dropped', hash, bytes: 0, crc: 0 }, NO_BYTES);
}

/** Holds bytes, and no scan that counts. */
export function isSpent({ scans, end, isDamaged }: ScanPack): boolean {
  return scans.size === 0 && end > PACK_ENTRY_BYTES && !isDamaged;
}

export function empty(pack: ScanPack, file: PackFile): void {
  file.cutBack(0);
  forget(pack);
  // The filling outlives its scans: a window that knew them sees that they are gone.
  const begins = { kind: 'begins', filling: pack.filling + 1, hash: '', bytes: 0, crc: 0 } as const;
  file.write(0, encodePackEntry(begins));
  file.flush();
  note(pack, begins);
}

export interface ScanCopy {
  readonly bytes: Uint8Array;
  readonly isSound: boolean;
}

export function readPlaced(file: PackFile, { at, bytes, crc }: PlacedScan): ScanCopy {
  const copy = file.read(at, bytes);
  return { bytes: copy, isSound: crc32(copy) === crc };
}

function forget(pack: ScanPack): void {
  pack.scans.clear();
  pack.end = 0;
  pack.isDamaged = false;
}

function note(pack: ScanPack, { kind, filling, hash, bytes, crc }: PackEntry): void {
  const at = pack.end + PACK_ENTRY_BYTES;
  if (kind === 'begins') pack.filling = filling;
  else if (kind === 'dropped') pack.scans.delete(hash);
  else pack.scans.set(hash, { at, bytes, crc });
  pack.end = at + bytes;
}

function append(pack: ScanPack, file: PackFile, entry: Omit<PackEntry, 'filling'>, bytes: Uint8Array): void {
  const before = pack.end;
  const filling = before === 0 ? pack.filling + 1 : pack.filling;
  const entries: PackEntry[] = [{ ...entry, filling }];
  if (before === 0) entries.unshift({ kind: 'begins', filling, hash: '', bytes: 0, crc: 0 });
  const heads = entries.map(encodePackEntry);
  try {
    heads.forEach((head, turn) => file.write(before + turn * PACK_ENTRY_BYTES, head));
    file.write(before + heads.length * PACK_ENTRY_BYTES, bytes);
    file.flush();
  } catch (cause) {
    tryToCutOff(file, before);
    throw cause;
  }
  for (const one of entries) note(pack, one);
}

function tryToCutOff(file: PackFile, end: number): void {
  try {
    cutOff(file, end);
  } catch {
    // What is left of the entry is found by the next look and cut off then.
  }
}

function cutOff(file: PackFile, end: number): void {
  file.cutBack(end);
  file.flush();
}

/** Where the next sound entry stands. Read only behind something that is none. */
function findEntry(file: PackFile, from: number, size: number): number | undefined {
  for (let start = from; start + PACK_ENTRY_BYTES <= size; start += CHUNK_BYTES) {
    const chunk = file.read(start, CHUNK_BYTES + PACK_ENTRY_BYTES - 1);
    for (let at = chunk.indexOf(FRAME_FIRST_BYTE); at !== -1; at = chunk.indexOf(FRAME_FIRST_BYTE, at + 1)) {
      if (decodePackEntry(chunk, at) !== undefined) return start + at;
    }
  }
  return undefined;
}

/** A last entry that was never answered: the file ends in the middle of it, or has its length and not its last bytes. */
function isTorn(file: PackFile, at: number, size: number, entry: PackEntry | undefined): boolean {
  return entry !== undefined || size - at < PACK_ENTRY_BYTES || endsBlank(file, PACK_ENTRY_BYTES, size);
}

/** No scanner and no camera makes a file that ends so. */
function endsBlank(file: PackFile, bytes: number, end: number): boolean {
  return file.read(end - bytes, bytes).every((byte) => byte === 0);
}

/** A sound entry whose scan is not: cut off when its end never reached the disk, else left as it is. */
function judgeLast(pack: ScanPack, file: PackFile, hash: string): void {
  const placed = pack.scans.get(hash);
  if (placed === undefined || readPlaced(file, placed).isSound) return;
  const end = placed.at + placed.bytes;
  pack.scans.delete(hash);
  if (end !== pack.end || !endsBlank(file, Math.min(placed.bytes, PACK_ENTRY_BYTES), end)) {
    pack.isDamaged = true;
    return;
  }
  pack.end = placed.at - PACK_ENTRY_BYTES;
  cutOff(file, pack.end);
}
