import { createSegmentedJournal, type RecordJournal } from '#shared/journal-format/segmented-journal.ts';
import type { SegmentStorage } from '#shared/journal-format/segment-storage.ts';
import type { Journal, JournalErrorCode, JournalOutcome } from '#shared/journal-format/journal.ts';
import { err, ok } from '#shared/kernel/result.ts';

const NO_BYTES = new Uint8Array(0);

/** Files in memory that forget what was not flushed, and a disk that may be full or break. */
export class MemoryDisk implements SegmentStorage {
  readonly files = new Map<string, Uint8Array>();
  /** Bytes that still fit on the disk. */
  room = Infinity;
  failure: JournalErrorCode | undefined;
  appends = 0;

  list(): Promise<readonly string[]> {
    return this.#do(() => [...this.files.keys()]);
  }

  read(name: string): Promise<Uint8Array> {
    return this.#do(() => this.#bytesOf(name).slice());
  }

  size(name: string): Promise<number> {
    return this.#do(() => this.#bytesOf(name).byteLength);
  }

  append(name: string, bytes: Uint8Array): Promise<void> {
    return this.#do(() => {
      this.appends += 1;
      const fitting = bytes.subarray(0, Math.max(0, this.room));
      this.files.set(name, join(this.#bytesOf(name), fitting));
      this.room -= fitting.byteLength;
      if (fitting.byteLength < bytes.byteLength) throw new Error('diskFull');
    });
  }

  cutBack(name: string, bytes: number): Promise<void> {
    return this.#do(() => {
      const before = this.#bytesOf(name);
      this.room += before.byteLength - Math.min(bytes, before.byteLength);
      this.files.set(name, before.slice(0, bytes));
    });
  }

  errorCode(cause: unknown): JournalErrorCode {
    return cause instanceof Error && (cause.message === 'diskFull' || cause.message === 'damaged')
      ? cause.message
      : 'notWritable';
  }

  #bytesOf(name: string): Uint8Array {
    return this.files.get(name) ?? NO_BYTES;
  }

  async #do<Value>(work: () => Value): Promise<Value> {
    await Promise.resolve();
    if (this.failure !== undefined) throw new Error(this.failure);
    return work();
  }
}

/** The journal over a disk in memory. `reopened` is the same disk after the machine was started again. */
export class MemoryJournal implements Journal {
  readonly disk: MemoryDisk;
  readonly scans: Map<string, Uint8Array>;
  readonly #records: RecordJournal;
  readonly open: Journal['open'];
  readonly append: Journal['append'];
  readonly read: Journal['read'];

  constructor(segmentBytes?: number, disk = new MemoryDisk(), scans = new Map<string, Uint8Array>()) {
    this.disk = disk;
    this.scans = scans;
    this.#records = createSegmentedJournal({ storage: disk, ...(segmentBytes === undefined ? {} : { segmentBytes }) });
    this.open = this.#records.open;
    this.append = this.#records.append;
    this.read = this.#records.read;
  }

  reopened(segmentBytes?: number): MemoryJournal {
    return new MemoryJournal(segmentBytes, this.disk, this.scans);
  }

  keepScan(hash: string, bytes: Uint8Array): Promise<JournalOutcome<null>> {
    return this.#scan(() => {
      this.scans.set(hash, bytes.slice());
      return null;
    });
  }

  readScan(hash: string): Promise<JournalOutcome<Uint8Array | undefined>> {
    return this.#scan(() => this.scans.get(hash)?.slice());
  }

  listScans(): Promise<JournalOutcome<readonly string[]>> {
    return this.#scan(() => [...this.scans.keys()]);
  }

  dropScan(hash: string): Promise<JournalOutcome<null>> {
    return this.#scan(() => {
      this.scans.delete(hash);
      return null;
    });
  }

  async #scan<Value>(work: () => Value): Promise<JournalOutcome<Value>> {
    await Promise.resolve();
    return this.disk.failure === undefined ? ok(work()) : err({ code: this.disk.failure });
  }
}

function join(before: Uint8Array, after: Uint8Array): Uint8Array {
  const whole = new Uint8Array(before.byteLength + after.byteLength);
  whole.set(before);
  whole.set(after, before.byteLength);
  return whole;
}
