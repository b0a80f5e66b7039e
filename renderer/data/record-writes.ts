import type { DBCore, DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Dexie, Middleware } from 'dexie';
import type { CommitRecord } from './journal-codec.ts';
import { describeWithRowsBefore, describeWrites, needsRowsBefore, type DescribedWrites } from './describe-writes.ts';
import { isJournalled, MARKS } from './journalled-rows.ts';

/** Who is told of every commit that is to be journalled. */
export interface CommitSink {
  /** A commit has its number but may not be on the disk yet; `ended` resolves when it is, or when it has been given up. */
  numbered(ended: Promise<void>): void;
  committed(record: CommitRecord): void;
  /** Marks of commits that the journal holds; they are deleted with the next commit. */
  settledMarks(): readonly number[];
  marksDeleted(numbers: readonly number[]): void;
}

export interface WriteRecorder {
  /** Writes of this transaction come from the journal and are not told to it again. */
  ignore(transaction: object): void;
}

/**
 * Watches every write of this window to a journalled table, from whichever code it comes, and marks the transaction with
 * a number of its own: no write can forget the journal. Install it before the store is opened.
 */
export function recordWrites(database: Dexie, sink: CommitSink): WriteRecorder {
  const ignored = new WeakSet();
  const commits = new WeakMap<object, OpenCommit>();
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
        const noteFor = (transaction: IDBTransaction, described: DescribedWrites): Promise<void> => {
          const commit = commits.get(transaction) ?? new OpenCommit(core.table(MARKS), transaction, sink);
          commits.set(transaction, commit);
          return commit.note(described);
        };
        return {
          ...table,
          mutate: (request) =>
            ignored.has(request.trans) ? table.mutate(request) : mutateAndNote(table, request, noteFor),
        };
      },
    }),
  };
  database.use(middleware);
  return { ignore: (transaction) => void ignored.add(transaction) };
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
class OpenCommit {
  readonly #marks: DBCoreTable;
  readonly #transaction: IDBTransaction;
  readonly #sink: CommitSink;
  readonly #described: DescribedWrites[] = [];
  readonly #ended: Promise<void>;
  #settled: readonly number[] = [];
  #number: number | undefined;
  #marking: Promise<void> = Promise.resolve();
  #hasMarkWaiting = false;

  constructor(marks: DBCoreTable, transaction: IDBTransaction, sink: CommitSink) {
    this.#marks = marks;
    this.#transaction = transaction;
    this.#sink = sink;
    this.#ended = new Promise((resolve) => {
      transaction.addEventListener('complete', () => {
        this.#tellSink();
        resolve();
      });
      transaction.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  /** Writes made in one go share one writing of the mark. */
  note(described: DescribedWrites): Promise<void> {
    this.#described.push(described);
    if (this.#hasMarkWaiting) return this.#marking;
    this.#hasMarkWaiting = true;
    this.#marking = this.#marking.then(() => {
      this.#hasMarkWaiting = false;
      return this.#writeMark();
    });
    return this.#marking;
  }

  async #writeMark(): Promise<void> {
    const trans = this.#transaction;
    const touched = this.#described.map(({ writes, keys }) => ({ table: writes.table, keys }));
    if (this.#number !== undefined) {
      await this.#marks.mutate({ type: 'put', trans, values: [{ number: this.#number, touched }] });
      return;
    }
    this.#settled = this.#sink.settledMarks();
    const added = this.#marks.mutate({ type: 'add', trans, values: [{ touched }], wantResults: true });
    const deleted = this.#settled.length > 0 && this.#marks.mutate({ type: 'delete', trans, keys: [...this.#settled] });
    const [answer] = await Promise.all([added, deleted]);
    this.#number = answer.lastResult as number;
    this.#sink.numbered(this.#ended);
  }

  #tellSink(): void {
    this.#sink.marksDeleted(this.#settled);
    if (this.#number === undefined) return;
    this.#sink.committed({ number: this.#number, writes: this.#described.map(({ writes }) => writes) });
  }
}
