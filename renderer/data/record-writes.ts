import {
  Dexie,
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreMutateResponse,
  type DBCoreTable,
  type Middleware,
} from 'dexie';
import type { CommitRecord } from './journal-codec.ts';
import { describeWithRowsBefore, describeWrites, needsRowsBefore, type DescribedWrites } from './describe-writes.ts';
import { isJournalled, MARKS } from './journalled-rows.ts';

/** Who is told of every commit that is to be journalled. */
export interface CommitSink {
  /** Another for each commit that is begun, so that two with one number can be told apart; never 0. */
  nextTag(): number;
  /** A commit has its number but may not be on the disk yet; `ended` resolves when it is, or when it has been given up. */
  numbered(ended: Promise<void>): void;
  /** A commit that is on its way to the disk: it may be told to the journal already. `committed` or `withdrawn` follows. */
  announced(record: CommitRecord): void;
  committed(record: CommitRecord): void;
  /** The commit that was announced has come to nothing. */
  withdrawn(record: CommitRecord): void;
  /** Marks of commits that the journal holds; they are deleted with the next commit. */
  settledMarks(): readonly number[];
  marksDeleted(numbers: readonly number[]): void;
}

export interface WriteRecorder {
  /** Writes of this transaction come from the journal and are not told to it again. */
  ignore(transaction: object): void;
  /**
   * To be called before the first write of a transaction that asks for its own checks and writes in one go: store and
   * journal are then written side by side instead of one after the other.
   */
  begin(transaction: IDBTransaction): AnnouncedCommit;
}

export interface AnnouncedCommit {
  /** All checks have passed and all writes have been begun. */
  announce(): Promise<void>;
}

/**
 * Watches every write of this window to a journalled table, from whichever code it comes, and marks the transaction with
 * a number of its own: no write can forget the journal. Install it before the store is opened.
 */
export function recordWrites(database: Dexie, sink: CommitSink): WriteRecorder {
  const ignored = new WeakSet();
  const commits = new WeakMap<object, OpenCommit>();
  const commitOf = (transaction: IDBTransaction): OpenCommit => {
    const commit = commits.get(transaction) ?? new OpenCommit(transaction, sink);
    commits.set(transaction, commit);
    return commit;
  };
  const middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'journal',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(mode === 'readwrite' ? withMarks(stores) : stores, mode, options),
      table: (name) => {
        const table = core.table(name);
        if (!isJournalled(name)) return table;
        const noteFor = (transaction: IDBTransaction, described: DescribedWrites): Promise<void> =>
          commitOf(transaction).note(core.table(MARKS), described);
        return {
          ...table,
          mutate: (request) =>
            ignored.has(request.trans) ? table.mutate(request) : mutateAndNote(table, request, noteFor),
        };
      },
    }),
  };
  database.use(middleware);
  return {
    ignore: (transaction) => void ignored.add(transaction),
    begin(transaction) {
      const commit = commitOf(transaction);
      commit.takeNumber();
      return commit;
    },
  };
}

function withMarks(stores: string[]): string[] {
  return stores.includes(MARKS) || !stores.some(isJournalled) ? stores : [...stores, MARKS];
}

async function mutateAndNote(
  table: DBCoreTable,
  request: DBCoreMutateRequest,
  note: (transaction: IDBTransaction, described: DescribedWrites) => Promise<void>,
): Promise<DBCoreMutateResponse> {
  const early = needsRowsBefore(table.name, request) ? await describeWithRowsBefore(table, request) : undefined;
  const written = table.mutate(request);
  const described = early ?? describeWrites(table, request);
  if (described.keys.length === 0) return written;
  const [response] = await Promise.all([written, note(request.trans as unknown as IDBTransaction, described)]);
  return response;
}

/** One transaction that writes to journalled tables, with its mark. */
class OpenCommit implements AnnouncedCommit {
  readonly #transaction: IDBTransaction;
  readonly #sink: CommitSink;
  readonly #described: DescribedWrites[] = [];
  readonly #ended: Promise<void>;
  readonly #tag: number;
  #settled: readonly number[] = [];
  #numbering: Promise<number> | undefined;
  #number: number | undefined;
  #isMarked = false;
  #marking: Promise<void> = Promise.resolve();
  #hasMarkWaiting = false;
  #announced: CommitRecord | undefined;

  constructor(transaction: IDBTransaction, sink: CommitSink) {
    this.#transaction = transaction;
    this.#sink = sink;
    this.#tag = sink.nextTag();
    this.#ended = new Promise((resolve) => {
      transaction.addEventListener('complete', () => {
        this.#tellSink();
        resolve();
      });
      transaction.addEventListener('abort', () => {
        if (this.#announced !== undefined) sink.withdrawn(this.#announced);
        resolve();
      });
    });
  }

  /** The number is asked for before anything is written, so that it is known while the rest is being written. */
  takeNumber(): void {
    if (!this.#transaction.objectStoreNames.contains(MARKS)) return;
    this.#numbering = lastKeyOf(this.#transaction.objectStore(MARKS)).then((last) => last + 1);
  }

  async announce(): Promise<void> {
    if (this.#numbering === undefined || this.#described.length === 0) return;
    this.#setNumber(await this.#numbering);
    const record = this.#toRecord();
    this.#announced = record;
    // What is told goes on after this transaction, so it must not be counted as a part of it.
    Dexie.ignoreTransaction(() => {
      this.#sink.announced(record);
    });
  }

  /** Writes made in one go share one writing of the mark. */
  note(marks: DBCoreTable, described: DescribedWrites): Promise<void> {
    this.#described.push(described);
    if (this.#hasMarkWaiting) return this.#marking;
    this.#hasMarkWaiting = true;
    this.#marking = this.#marking
      .then(() => this.#numbering)
      .then((number) => {
        this.#hasMarkWaiting = false;
        if (number !== undefined) this.#setNumber(number);
        return this.#writeMark(marks);
      });
    return this.#marking;
  }

  async #writeMark(marks: DBCoreTable): Promise<void> {
    const trans = this.#transaction;
    const touched = this.#described.map(({ writes, keys }) => ({ table: writes.table, keys }));
    const mark = { tag: this.#tag, touched, ...(this.#number === undefined ? {} : { number: this.#number }) };
    if (this.#isMarked) {
      await marks.mutate({ type: 'put', trans, values: [mark] });
      return;
    }
    this.#isMarked = true;
    this.#settled = this.#sink.settledMarks();
    const added = marks.mutate({ type: 'add', trans, values: [mark], wantResults: true });
    const deleted = this.#settled.length > 0 && marks.mutate({ type: 'delete', trans, keys: [...this.#settled] });
    const [answer] = await Promise.all([added, deleted]);
    this.#setNumber(answer.lastResult as number);
  }

  #setNumber(number: number): void {
    if (this.#number !== undefined) return;
    this.#number = number;
    this.#sink.numbered(this.#ended);
  }

  #toRecord(): CommitRecord {
    return { number: this.#number ?? 0, tag: this.#tag, writes: this.#described.map(({ writes }) => writes) };
  }

  #tellSink(): void {
    this.#sink.marksDeleted(this.#settled);
    if (!this.#isMarked) return;
    const isTold = this.#announced?.writes.length === this.#described.length;
    this.#sink.committed(this.#announced !== undefined && isTold ? this.#announced : this.#toRecord());
  }
}

function lastKeyOf(store: IDBObjectStore): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = store.openKeyCursor(null, 'prev');
    request.onsuccess = () => {
      resolve(typeof request.result?.key === 'number' ? request.result.key : 0);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('the marks cannot be read'));
    };
  });
}
