import { describe, expect, it } from 'vitest';
import type { Journal, JournalOutcome, JournalPage, JournalRecord } from '#shared/journal-format/journal.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';

export interface JournalHarness {
  readonly journal: Journal;
  /** The same disk after the machine was started again. */
  readonly reopen: () => Journal;
  /** Names and lengths of the record files, oldest first. */
  readonly segments: () => Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  /** Contents of the files kept aside. */
  readonly torn: () => Promise<readonly Uint8Array[]>;
  readonly cut: (name: string, bytes: number) => Promise<void>;
  /** Turns one bit of the file. */
  readonly damage: (name: string, at: number) => Promise<void>;
  /** Lets `bytes` more bytes be written before the disk is full. */
  readonly leaveRoom: (bytes: number) => void;
}

const SEGMENT_BYTES = 400;

export function valueOf<Value>(outcome: JournalOutcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

export async function readAll(journal: Journal, from = 1): Promise<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  let page: string | null = null;
  do {
    const read: JournalPage = valueOf(await journal.read(from, page));
    records.push(...read.records);
    page = read.next;
  } while (page !== null);
  return records;
}

function record(number: number, length = 40): JournalRecord {
  return { number, tag: number, bytes: Uint8Array.from({ length }, (_, index) => (number * 31 + index) % 256) };
}

const records = (from: number, to: number): readonly JournalRecord[] =>
  Array.from({ length: to - from + 1 }, (_, index) => record(from + index));

const namesOf = (...numbers: readonly number[]): readonly Pick<JournalRecord, 'number' | 'tag'>[] =>
  numbers.map((number) => ({ number, tag: number }));

const numbersOf = (found: readonly JournalRecord[]): readonly number[] => found.map(({ number }) => number);

/** What every journal guarantees. Each test gets an empty one, with small segments. */
export function describeJournal(name: string, make: (segmentBytes: number) => Promise<JournalHarness>): void {
  describe(`journal: ${name}`, () => {
    describeRecords(make);
    describeTrouble(make);
    describeScans(() => make(SEGMENT_BYTES));
  });
}

export interface ScanMirrorHarness {
  readonly journal: Pick<Journal, 'keepScan' | 'readScan' | 'listScans' | 'dropScan'>;
  readonly reopen: () => ScanMirrorHarness['journal'];
}

/** What every mirror of scans guarantees, whatever its host keeps it in. */
export function describeScanMirror(name: string, make: () => Promise<ScanMirrorHarness>): void {
  describe(`mirror of scans: ${name}`, () => {
    describeScans(make);
  });
}

type Make = (segmentBytes: number) => Promise<JournalHarness>;

function describeRecords(make: Make): void {
  it('[JR1] gives back what was appended, byte for byte and in order, after a restart', async () => {
    const { journal, reopen } = await make(SEGMENT_BYTES);
    valueOf(await journal.open());
    valueOf(await journal.append(records(1, 3)));
    valueOf(await journal.append([record(4, 0)]));
    const again = reopen();
    expect(valueOf(await again.open())).toEqual({
      tail: namesOf(1, 2, 3, 4),
      tornBytes: 0,
      damagedParts: 0,
    });
    expect(await readAll(again)).toEqual([...records(1, 3), record(4, 0)]);
    expect(numbersOf(await readAll(again, 3))).toEqual([3, 4]);
  });

  it('[JR2] appends that wait for the disk together are all there', async () => {
    const { journal } = await make(SEGMENT_BYTES);
    valueOf(await journal.open());
    const outcomes = await Promise.all(records(1, 40).map((one) => journal.append([one])));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await readAll(journal)).toEqual(records(1, 40));
  });

  it('[JR3] begins a new file when one is full, keeps the old ones and reads a tail without the beginning', async () => {
    const { journal, reopen, segments } = await make(SEGMENT_BYTES);
    valueOf(await journal.open());
    for (const one of records(1, 30)) valueOf(await journal.append([one]));
    expect((await segments()).length).toBeGreaterThan(3);
    const again = reopen();
    expect(valueOf(await again.open()).tail.at(-1)).toEqual({ number: 30, tag: 30 });
    expect(numbersOf(await readAll(again, 28))).toEqual([28, 29, 30]);
    valueOf(await again.append([record(31)]));
    expect(numbersOf(await readAll(again))).toEqual(numbersOf(records(1, 31)));
  });

  it('[JR3] finds a late number that stands behind greater ones', async () => {
    const { journal } = await make(SEGMENT_BYTES);
    valueOf(await journal.open());
    for (const number of [1, 2, 3, 5, 6, 7, 4, 8]) valueOf(await journal.append([record(number)]));
    expect(numbersOf(await readAll(journal, 4))).toEqual([5, 6, 7, 4, 8]);
  });
}

function describeTrouble(make: Make): void {
  it('[JR4] a last record cut at any byte is kept aside, the others stay and the next follows them', async () => {
    const { segments } = await filled(make, 3);
    const whole = (await segments())[0]?.bytes ?? 0;
    const recordBytes = whole / 3;
    for (let kept = 1; kept < recordBytes; kept += 1) {
      const harness = await filled(make, 3);
      const [segment] = await harness.segments();
      await harness.cut(segment?.name ?? '', 2 * recordBytes + kept);
      const journal = harness.reopen();
      expect(valueOf(await journal.open())).toEqual({
        tail: namesOf(1, 2),
        tornBytes: kept,
        damagedParts: 0,
      });
      expect((await harness.torn()).map((bytes) => bytes.byteLength)).toEqual([kept]);
      valueOf(await journal.append([record(4)]));
      expect(await readAll(journal)).toEqual([record(1), record(2), record(4)]);
      expect(valueOf(await harness.reopen().open())).toMatchObject({ tornBytes: 0, damagedParts: 0 });
    }
  });

  it('[JR5] a record damaged anywhere in the middle is told, and all others are still read', async () => {
    const { segments } = await filled(make, 3);
    const recordBytes = ((await segments())[0]?.bytes ?? 0) / 3;
    for (let at = recordBytes; at < 2 * recordBytes; at += 1) {
      const harness = await filled(make, 3);
      await harness.damage((await harness.segments())[0]?.name ?? '', at);
      const journal = harness.reopen();
      expect(valueOf(await journal.open())).toEqual({
        tail: namesOf(1, 3),
        tornBytes: 0,
        damagedParts: 1,
      });
      const page = valueOf(await journal.read(1, null));
      expect([numbersOf(page.records), page.damagedParts]).toEqual([[1, 3], 1]);
    }
  });

  it('[JR6] a full disk at any byte of an append: nothing of it counts, and it can be written later', async () => {
    for (let room = 0; room < 128; room += 5) {
      const harness = await filled(make, 2);
      harness.leaveRoom(room);
      expect(await harness.journal.append(records(3, 4))).toEqual({ ok: false, error: { code: 'diskFull' } });
      expect(numbersOf(await readAll(harness.journal))).toEqual([1, 2]);
      harness.leaveRoom(Infinity);
      valueOf(await harness.journal.append(records(3, 4)));
      const again = harness.reopen();
      expect(valueOf(await again.open())).toEqual({
        tail: namesOf(1, 2, 3, 4),
        tornBytes: 0,
        damagedParts: 0,
      });
      expect(await readAll(again)).toEqual(records(1, 4));
    }
  });
}

function describeScans(make: () => Promise<ScanMirrorHarness>): void {
  it('[JR7] keeps a scan under its hash, again without harm, until it is dropped', async () => {
    const { journal, reopen } = await make();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
    const hash = sha256Of(bytes);
    valueOf(await journal.keepScan(hash, bytes));
    valueOf(await journal.keepScan(hash, bytes));
    const again = reopen();
    expect(valueOf(await again.readScan(hash))).toEqual(bytes);
    expect(valueOf(await again.listScans())).toEqual([hash]);
    expect(valueOf(await again.readScan(sha256Of('other')))).toBeUndefined();
    valueOf(await again.dropScan(hash));
    valueOf(await again.dropScan(hash));
    expect(valueOf(await again.listScans())).toEqual([]);
  });

  it('[JR7] keeps the others when one is dropped, and one again that was dropped', async () => {
    const { journal, reopen } = await make();
    const scans = [0, 1, 2_000].map((length) => new Uint8Array(length).fill(length % 250));
    const hashes = scans.map((bytes) => sha256Of(bytes));
    for (const [turn, bytes] of scans.entries()) valueOf(await journal.keepScan(hashes[turn]!, bytes));
    valueOf(await journal.dropScan(hashes[1]!));
    const again = reopen();
    expect([...valueOf(await again.listScans())].sort()).toEqual([hashes[0], hashes[2]].sort());
    expect(valueOf(await again.readScan(hashes[1]!))).toBeUndefined();
    valueOf(await again.keepScan(hashes[1]!, scans[1]!));
    for (const [turn, bytes] of scans.entries()) expect(valueOf(await again.readScan(hashes[turn]!))).toEqual(bytes);
  });
}

async function filled(make: Make, count: number): Promise<JournalHarness> {
  const harness = await make(SEGMENT_BYTES);
  valueOf(await harness.journal.open());
  valueOf(await harness.journal.append(records(1, count)));
  return harness;
}
