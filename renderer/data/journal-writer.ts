import type { Journal, JournalErrorCode } from '#shared/journal-format/journal.ts';
import type { IdSource, Logger } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { JournalFailed } from './changes.ts';
import { encodeCommit, type CommitRecord } from './journal-codec.ts';
import type { CommitSink } from './record-writes.ts';

/** Brings what was committed into the journal, in the order committed, as many commits at once as have gathered. */
export interface JournalWriter extends CommitSink {
  /** Why nothing may be taken in at the moment; `undefined`: all is well. */
  stoppedBy(): JournalErrorCode | undefined;
  /** Calls `listener` when `stoppedBy` has changed, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Resolves when everything committed before the call is in the journal, or cannot be brought there. */
  flush(): Promise<Result<null, JournalFailed>>;
  /** Tries again what failed; `ok` lets work go on. */
  retry(): Promise<Result<null, JournalFailed>>;
  /** The journal holds these commits, whoever wrote them there. */
  holds(numbers: readonly number[]): void;
}

/**
 * @param readMissing commits of the store that are not among `held`, with their rows as they are now: after a failure the
 * store itself, not a queue in memory, tells what the journal lacks
 */
export function createJournalWriter(parts: {
  readonly journal: Pick<Journal, 'append'>;
  readonly logger: Logger;
  readonly readMissing: (isHeld: (number: number) => boolean) => Promise<readonly CommitRecord[]>;
  readonly ids: IdSource;
}): JournalWriter {
  return new QueueWriter(parts);
}

class QueueWriter implements JournalWriter {
  readonly #parts: Parameters<typeof createJournalWriter>[0];
  readonly #listeners = new Set<() => void>();
  readonly #open = new Set<Promise<void>>();
  /** Held by the journal, their marks still in the store. */
  readonly #held = new Set<number>();
  /** Commits that are on their way to the disk, and how far their records are. */
  readonly #underWay = new Map<CommitRecord, 'waiting' | 'writing' | 'written' | 'dropped'>();
  /** Records that told of commits which came to nothing. */
  readonly #void = new WeakSet<CommitRecord>();
  #queue: CommitRecord[] = [];
  #writing: Promise<void> | undefined;
  #stoppedBy: JournalErrorCode | undefined;

  constructor(parts: Parameters<typeof createJournalWriter>[0]) {
    this.#parts = parts;
  }

  numbered(ended: Promise<void>): void {
    this.#open.add(ended);
    void ended.then(() => this.#open.delete(ended));
  }

  nextTag(): number {
    // Half of a UUID's first group is enough: only commits that share a number must differ, and 0 means none.
    return (Number.parseInt(this.#parts.ids.next<string>().slice(0, 8), 16) || 1) >>> 0;
  }

  announced(record: CommitRecord): void {
    this.#underWay.set(record, 'waiting');
    this.#enqueue(record);
  }

  committed(record: CommitRecord): void {
    const progress = this.#underWay.get(record);
    this.#underWay.delete(record);
    if (progress === 'written') this.#held.add(record.number);
    if (progress === undefined || progress === 'dropped') this.#enqueue(record);
  }

  withdrawn(record: CommitRecord): void {
    const progress = this.#underWay.get(record);
    this.#underWay.delete(record);
    this.#void.add(record);
    if (progress === 'waiting') this.#queue = this.#queue.filter((other) => other !== record);
    if (progress === 'writing' || progress === 'written') {
      this.#enqueue({ number: record.number, tag: 0, writes: [], withdraws: record.tag });
    }
  }

  settledMarks(): readonly number[] {
    return [...this.#held];
  }

  marksDeleted(numbers: readonly number[]): void {
    for (const number of numbers) this.#held.delete(number);
  }

  holds(numbers: readonly number[]): void {
    for (const number of numbers) this.#held.add(number);
  }

  stoppedBy(): JournalErrorCode | undefined {
    return this.#stoppedBy;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async flush(): Promise<Result<null, JournalFailed>> {
    await Promise.all(this.#open);
    while (this.#writing !== undefined) await this.#writing;
    return this.#stoppedBy === undefined ? ok(null) : err(failed(this.#stoppedBy));
  }

  async retry(): Promise<Result<null, JournalFailed>> {
    while (this.#writing !== undefined) await this.#writing;
    if (this.#stoppedBy !== undefined) this.#writing = this.#writeMissing();
    return this.flush();
  }

  async #writeQueue(): Promise<void> {
    while (this.#queue.length > 0 && this.#stoppedBy === undefined) {
      const records = this.#queue;
      this.#queue = [];
      await this.#append(records);
    }
    this.#writing = undefined;
  }

  #enqueue(record: CommitRecord): void {
    this.#queue.push(record);
    if (this.#stoppedBy === undefined) this.#writing ??= this.#writeQueue();
  }

  /** Commits that come in the meantime gather in the queue and follow. Withdrawals are in no store: they are kept. */
  async #writeMissing(): Promise<void> {
    const withdrawals = this.#queue.filter(({ withdraws }) => withdraws !== undefined);
    for (const record of this.#queue) if (this.#underWay.has(record)) this.#underWay.set(record, 'dropped');
    this.#queue = [];
    const missing = await this.#parts.readMissing((number) => this.#held.has(number)).catch(() => undefined);
    // A store that cannot be read leaves everything as it was: stopped.
    if (missing === undefined) this.#queue.unshift(...withdrawals);
    else await this.#append([...withdrawals, ...missing]);
    await this.#writeQueue();
  }

  async #append(records: readonly CommitRecord[]): Promise<void> {
    this.#mark(records, 'writing');
    const written = await this.#parts.journal.append(records.map(encodeCommit));
    if (written.ok) {
      this.holds(records.filter((record) => this.#isCommitted(record)).map(({ number }) => number));
      this.#mark(records, 'written');
    } else {
      this.#parts.logger.error('journal.notWritten', { code: written.error.code, count: records.length });
      this.#mark(records, 'dropped');
      this.#queue.unshift(...records.filter(({ withdraws }) => withdraws !== undefined));
    }
    this.#setStopped(written.ok ? undefined : written.error.code);
  }

  #mark(records: readonly CommitRecord[], progress: 'writing' | 'written' | 'dropped'): void {
    for (const record of records) if (this.#underWay.has(record)) this.#underWay.set(record, progress);
  }

  #isCommitted(record: CommitRecord): boolean {
    return record.withdraws === undefined && !this.#underWay.has(record) && !this.#void.has(record);
  }

  #setStopped(code: JournalErrorCode | undefined): void {
    if (this.#stoppedBy === code) return;
    this.#stoppedBy = code;
    for (const listener of this.#listeners) listener();
  }
}

function failed(reason: JournalErrorCode): JournalFailed {
  return { code: 'journalFailed', details: { reason } };
}
