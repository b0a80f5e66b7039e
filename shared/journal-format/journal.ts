import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';

/** `damaged`: what is on the disk cannot be read at all. */
export type JournalErrorCode = 'diskFull' | 'notWritable' | 'damaged';
export type JournalOutcome<Value> = Result<Value, AppError<JournalErrorCode>>;

export interface JournalRecord {
  /**
   * Number of the local commit the record tells of; the store gives them out in rising order. A commit that came to
   * nothing leaves its number to the next one: `tag` tells them apart.
   */
  readonly number: number;
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** What was found when the journal was opened. */
export interface JournalFindings {
  /** The newest records in the order written, enough of them to compare with the store; empty: no record at all. */
  readonly tail: readonly Pick<JournalRecord, 'number' | 'tag'>[];
  /** Bytes of a last record that was not written whole; kept aside, never thrown away. */
  readonly tornBytes: number;
  /** Unreadable stretches in what was looked at. */
  readonly damagedParts: number;
}

export interface JournalPage {
  readonly records: readonly JournalRecord[];
  readonly damagedParts: number;
  /** Hand it to the next `read`; null: this was the last page. */
  readonly next: string | null;
}

/** What was done at this machine, written a second time outside IndexedDB. Failures are values; no method rejects. */
export interface Journal {
  /** Looks at the end of the journal. Called once per page before anything is taken in; may be called again. */
  open(): Promise<JournalOutcome<JournalFindings>>;
  /** Resolves `ok` when all records are on the disk, in the order given. On failure none counts as written. */
  append(records: readonly JournalRecord[]): Promise<JournalOutcome<null>>;
  /** Every readable record with a number of at least `from`, page after page in the order written. */
  read(from: number, page: string | null): Promise<JournalOutcome<JournalPage>>;
  /** Resolves `ok` when the bytes are on the disk under their hash. Again with the same hash: nothing is written. */
  keepScan(hash: string, bytes: Uint8Array): Promise<JournalOutcome<null>>;
  /** `undefined` for a hash that is not kept. */
  readScan(hash: string): Promise<JournalOutcome<Uint8Array | undefined>>;
  listScans(): Promise<JournalOutcome<readonly string[]>>;
  /** Only for a scan whose hash the gateway has returned. */
  dropScan(hash: string): Promise<JournalOutcome<null>>;
}
