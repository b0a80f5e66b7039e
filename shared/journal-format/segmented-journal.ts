import { err, ok } from '#shared/kernel/result.ts';
import { decodeFrames, encodeFrame } from './frame.ts';
import type { Journal, JournalFindings, JournalOutcome, JournalPage, JournalRecord } from './journal.ts';
import { createLane, type Exclusively } from './lane.ts';
import type { SegmentStorage } from './segment-storage.ts';

/** One file holds about so much: small enough to look through at every start, large enough that there are few. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** Windows of one station write side by side, so numbers come out of order by a few. */
const TAIL_RECORDS = 64;
const SEGMENT_NAME = /^segment-(\d{12})-(\d+)\.qmj$/;

export type RecordJournal = Pick<Journal, 'open' | 'append' | 'read'>;

export interface SegmentedJournalOptions {
  readonly storage: SegmentStorage;
  readonly segmentBytes?: number;
  readonly exclusively?: Exclusively;
}

interface Segment {
  readonly name: string;
  readonly firstNumber: number;
}

interface Waiting {
  readonly records: readonly JournalRecord[];
  readonly settle: (outcome: JournalOutcome<null>) => void;
}

/**
 * Records in numbered files that are only ever added to. Appends that wait while one is being flushed share the next
 * flush. A last record that was not written whole is copied to a file of its own before it is cut off; files are kept.
 */
export function createSegmentedJournal(options: SegmentedJournalOptions): RecordJournal {
  const { storage, segmentBytes = SEGMENT_BYTES } = options;
  const writer = createSegmentWriter(storage, segmentBytes);
  const inLane = createLane(storage, options.exclusively);
  let waiting: Waiting[] = [];

  const writeWaiting = async (): Promise<null> => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return null;
    try {
      await writer.write(group.flatMap(({ records }) => records));
      for (const { settle } of group) settle(ok(null));
    } catch (cause) {
      for (const { settle } of group) settle(err({ code: storage.errorCode(cause) }));
    }
    return null;
  };

  return {
    open: () => inLane(() => writer.open()),
    append: (records) =>
      records.length === 0
        ? Promise.resolve(ok(null))
        : new Promise((resolve) => {
            waiting.push({ records, settle: resolve });
            void inLane(writeWaiting);
          }),
    read: (from, page) => inLane(() => readPage(storage, from, page)),
  };
}

interface SegmentWriter {
  open(): Promise<JournalFindings>;
  write(records: readonly JournalRecord[]): Promise<void>;
}

function createSegmentWriter(storage: SegmentStorage, segmentBytes: number): SegmentWriter {
  /** The segment that is added to; undefined: the next record begins one. */
  let current: string | undefined;
  return {
    async open() {
      const names = await storage.list();
      const segments = toSegments(names);
      const last = segments.at(-1);
      current = last?.name;
      if (last === undefined) return { tail: [], tornBytes: 0, damagedParts: 0 };
      const bytes = await storage.read(last.name);
      const found = decodeFrames(bytes);
      const torn = bytes.subarray(found.soundBytes);
      if (torn.byteLength > 0) await setAside(storage, names, last.name, torn, found.soundBytes);
      const tail = await readTail(storage, segments.slice(0, -1), found.records);
      return {
        tail: tail.records,
        tornBytes: torn.byteLength,
        damagedParts: found.damagedParts + tail.damagedParts,
      };
    },
    async write(records) {
      const frames = join(records.map(encodeFrame));
      const size = current === undefined ? segmentBytes : await storage.size(current);
      if (size >= segmentBytes) current = undefined;
      const name = current ?? nameFor(records[0]?.number ?? 0, await storage.list());
      const before = current === undefined ? 0 : size;
      try {
        await storage.append(name, frames);
        current = name;
      } catch (cause) {
        // Part of it may be in the file: cut it off, or leave this file alone from now on.
        current = await storage.cutBack(name, before).then(
          () => name,
          () => undefined,
        );
        throw cause;
      }
    },
  };
}

async function setAside(
  storage: SegmentStorage,
  names: readonly string[],
  segment: string,
  torn: Uint8Array,
  soundBytes: number,
): Promise<void> {
  const turns = names.flatMap((name) => /^torn-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  await storage.append(`torn-${String(Math.max(0, ...turns) + 1)}`, torn);
  await storage.cutBack(segment, soundBytes);
}

/** The newest records, from as many segments as it takes. */
async function readTail(
  storage: SegmentStorage,
  earlier: readonly Segment[],
  newest: readonly JournalRecord[],
): Promise<{ readonly records: JournalFindings['tail']; readonly damagedParts: number }> {
  let records = newest;
  let damagedParts = 0;
  for (const { name } of earlier.toReversed()) {
    if (records.length >= TAIL_RECORDS) break;
    const found = decodeAll(await storage.read(name));
    records = [...found.records, ...records];
    damagedParts += found.damagedParts;
  }
  return { records: records.slice(-TAIL_RECORDS).map(({ number, tag }) => ({ number, tag })), damagedParts };
}

async function readPage(storage: SegmentStorage, from: number, page: string | null): Promise<JournalPage> {
  const segments = toSegments(await storage.list());
  const position = page === null ? firstToRead(segments, from) : segments.findIndex(({ name }) => name === page);
  const segment = segments[position];
  if (segment === undefined) return { records: [], damagedParts: 0, next: null };
  const { records, damagedParts } = decodeAll(await storage.read(segment.name));
  return {
    records: records.filter(({ number }) => number >= from),
    damagedParts,
    next: segments[position + 1]?.name ?? null,
  };
}

/** One segment earlier than the numbers say: windows write side by side, so a number may stand in the file before. */
function firstToRead(segments: readonly Segment[], from: number): number {
  const last = segments.findLastIndex(({ firstNumber }) => firstNumber <= from);
  return Math.max(0, last - 1);
}

/** Outside the last segment an unreadable end is damage, too: nothing is being written there. */
function decodeAll(bytes: Uint8Array): { readonly records: readonly JournalRecord[]; readonly damagedParts: number } {
  const { records, damagedParts, soundBytes } = decodeFrames(bytes);
  return { records, damagedParts: damagedParts + (soundBytes < bytes.byteLength ? 1 : 0) };
}

/** In the order they were begun: by turn, which only grows, whatever number a late record brings along. */
function toSegments(names: readonly string[]): readonly Segment[] {
  return names
    .flatMap((name) => {
      const match = SEGMENT_NAME.exec(name);
      return match === null ? [] : [{ name, firstNumber: Number(match[1]), turn: Number(match[2]) }];
    })
    .sort((a, b) => a.turn - b.turn);
}

function nameFor(firstNumber: number, names: readonly string[]): string {
  const turns = names.map((name) => Number(SEGMENT_NAME.exec(name)?.[2] ?? 0));
  const turn = Math.max(0, ...turns) + 1;
  return `segment-${String(firstNumber).padStart(12, '0')}-${String(turn)}.qmj`;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
