import type { Table } from 'dexie';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Rating } from '#shared/domain/citizen-screen/rating.ts';
import type { Conflict } from '#shared/domain/province-record.ts';
import type { DossierId, Sha256 } from '#shared/kernel/ids.ts';
import { operationHash } from '#sync/protocol/signing.ts';
import { ChainMemory, isEndFor, isStillTheEnd, readChainEnd, type ChainEnd } from './chain-end.ts';
import type { Changes, CommitFailure } from './changes.ts';
import { toSummary } from './repositories/dossier-summaries.ts';
import { refuseClosedShifts, refuseTakenReceiptNumber, refuseUsedReceiptNumbers } from './refuse-money.ts';
import { closeReplacedRows, findReplacedRows, type ReplacedRows } from './replaced-rows.ts';
import { toRow } from './row-codec.ts';
import { findRecorded } from './repositories/dossier-repository.ts';
import type { WriteRecorder } from './record-writes.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { NumberBlockRow, OutboxRow } from './schema/rows.ts';
import { findRowsToSetAside, putSetAsideRows } from './set-aside-rows.ts';
import { sealOperations, type Sealing } from './seal-operations.ts';

/** The one way to write what officers do. */
export interface UnitOfWork {
  /**
   * Writes all changes in one strict transaction: when it resolves `ok`, everything is on disk; otherwise nothing is.
   * Effects (printing, sending) come only after.
   */
  commit(changes: Changes): Promise<Result<null, CommitFailure>>;
  /**
   * Decides and commits while no other window of the station commits operations: what `decide` has read is still true
   * when it is written.
   * @param lineKeys the lines that will get operations; where they end is read while `decide` is at work
   * @param begins `atOnce` decides while the turn is still being waited for. What another window commits meanwhile is
   *   noticed: numbers answer `numberTaken`, and then it has to be decided again in turn.
   */
  commitInTurn<Refusal>(
    lineKeys: readonly string[],
    decide: () => Promise<Result<Changes, Refusal>>,
    begins?: 'inTurn' | 'atOnce',
  ): Promise<Result<null, Refusal | CommitFailure>>;
}

/** Ends the transaction with an answer that is not a defect. */
class CommitRefused extends Error {
  readonly failure: CommitFailure;
  constructor(failure: CommitFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Another window, one that does not share the lock, has added operations after these were sealed. */
class ChainMoved extends Error {
  override readonly name = 'ChainMoved';
}

/** How often operations are sealed anew. Once is enough while all windows share the lock. */
const MOST_SEALINGS = 10;

/**
 * @param sealing what operations are numbered, signed and chained with
 * @param recorder lets the journal be written beside the store instead of after it
 */
export function createUnitOfWork(
  database: CounterDatabase,
  sealing: Sealing,
  recorder?: Pick<WriteRecorder, 'begin'>,
): UnitOfWork {
  const write = createWrite(database, recorder);
  const memory = new ChainMemory();
  const seal = (changes: Changes, ahead?: ChainEnd) =>
    sealAndWrite({ database, sealing, write, memory }, changes, ahead);
  return {
    async commit(changes) {
      if (tablesOf(database, changes).length === 0) return ok(null);
      if ((changes.operations ?? []).length === 0) return write(changes, undefined);
      try {
        return await sealing.lock.run(() => seal(changes));
      } catch (cause) {
        return err(toFailure(cause, null));
      }
    },
    async commitInTurn(lineKeys, decide, begins = 'inTurn') {
      const begin = () =>
        Promise.all([decide(), memory.isEmpty ? readChainEnd(database, sealing.hasher, lineKeys) : undefined]);
      try {
        const begun = begins === 'atOnce' ? begin() : undefined;
        // A failure is met inside the turn, where it is awaited.
        begun?.catch(() => undefined);
        return await sealing.lock.run(async () => {
          const [decided, ahead] = await (begun ?? begin());
          return decided.ok ? await seal(decided.value, ahead) : decided;
        });
      } catch (cause) {
        return err(toFailure(cause, null));
      }
    },
  };
}

interface SealedRows {
  readonly after: ChainEnd;
  readonly rows: readonly OutboxRow[];
}

/**
 * Numbers, hashes and signs before the transaction, because nothing but storage may be awaited inside it; inside it is
 * looked at once more whether the chain still ends where these operations go on.
 */
async function sealAndWrite(
  { database, sealing, write, memory }: Sealer,
  changes: Changes,
  ahead: ChainEnd | undefined,
): Promise<Result<null, CommitFailure>> {
  const { operations = [] } = changes;
  const lineKeys = operations.map(({ lineKey }) => lineKey);
  let expected = memory.recall(lineKeys) ?? ahead;
  for (let attempt = 1; ; attempt += 1) {
    const after =
      expected !== undefined && isEndFor(expected, operations)
        ? expected
        : await readChainEnd(database, sealing.hasher, lineKeys, operations);
    const rows = await sealOperations(sealing, operations, after);
    try {
      const [written, lastHash] = await Promise.all([write(changes, { after, rows }), hashOfLast(sealing, rows)]);
      if (written.ok && lastHash !== undefined) memory.keep(after, rows, lastHash);
      return written;
    } catch (cause) {
      if (!(cause instanceof ChainMoved) || attempt >= MOST_SEALINGS) throw cause;
      expected = undefined;
    }
  }
}

interface Sealer {
  readonly database: CounterDatabase;
  readonly sealing: Sealing;
  readonly write: Write;
  readonly memory: ChainMemory;
}

/** What the next operation will name; worked out while this one is being written. */
async function hashOfLast({ hasher }: Sealing, rows: readonly OutboxRow[]): Promise<Sha256 | undefined> {
  const last = rows.at(-1);
  return last && operationHash(hasher, last);
}

/** @throws ChainMoved when the operations have to be sealed anew */
type Write = (changes: Changes, sealed: SealedRows | undefined) => Promise<Result<null, CommitFailure>>;

function createWrite(database: CounterDatabase, recorder: Pick<WriteRecorder, 'begin'> | undefined): Write {
  return async (changes, sealed) => {
    const written: { by?: IDBTransaction } = {};
    try {
      await database.transaction('rw', tablesOf(database, changes), async ({ idbtrans }) => {
        written.by = idbtrans;
        const record = recorder?.begin(idbtrans);
        // Requests of a transaction are answered in order, so the checks see what was there before. Waiting for them
        // first would cost the citizen a round trip; a check that refuses takes everything back.
        const found = readBefore(database, changes, sealed);
        const writes = writeAtOnce(database, changes, sealed);
        const rest = found.then((known) =>
          Promise.all([isAllBegun(known) && record?.announce(), writeWhatHangsOn(database, changes, known)]),
        );
        await Promise.all([writes, rest]);
      });
      return ok(null);
    } catch (cause) {
      if (cause instanceof ChainMoved) throw cause;
      return err(toFailure(cause, written.by?.error ?? null));
    }
  };
}

/** Nothing that the journal tells is still to be written. */
function isAllBegun({ replaced, setAside }: Found): boolean {
  return replaced.size === 0 && setAside.length === 0;
}

function tablesOf(database: CounterDatabase, changes: Changes): Table[] {
  const wanted: readonly (readonly [unknown, readonly Table[]])[] = [
    [changes.takeNumberOf, [database.numberBlocks]],
    [changes.dossiers, [database.dossiers, database.dossierSummaries, database.ledger]],
    [changes.correctedDossiers, [database.dossiers, database.dossierSummaries]],
    [changes.declined, [database.dossiers, database.ledger]],
    [changes.feePayments, [database.feePayments, database.shiftEntries]],
    [changes.shiftEntries, [database.feePayments, database.shiftEntries]],
    [changes.takeReceiptNumberOf, [database.feeReceiptBooks]],
    [changes.issuedDocuments, [database.issuedDocuments]],
    [changes.printMarks, [database.printMarks]],
    [changes.prints, [database.prints]],
    [changes.ledger, [database.ledger]],
    [changes.shifts, [database.shifts]],
    [changes.drafts, [database.drafts, database.ledger]],
    [changes.removeDrafts, [database.drafts]],
    [changes.conflicts, [database.conflicts]],
    [changes.blobs, [database.blobs]],
    [changes.digitisations, [database.digitisations]],
    [changes.extractions, [database.extractions]],
    [changes.notices, [database.notices]],
    [changes.ratings, [database.ratings]],
    [changes.operations, [database.outbox]],
    [changes.setAside, [database.outbox]],
  ];
  return [...new Set(wanted.flatMap(([part, tables]) => (part === undefined ? [] : [...tables])))];
}

/** What a commit must know before it writes. Read all at once: one after the other would cost a round trip each. */
interface Found {
  readonly recorded: ReadonlySet<DossierId>;
  readonly replaced: ReplacedRows;
  readonly setAside: readonly OutboxRow[];
}

/** @throws CommitRefused as soon as one answer says that the changes may not be written, ChainMoved when not like this */
async function readBefore(database: CounterDatabase, changes: Changes, sealed: SealedRows | undefined): Promise<Found> {
  const { takeNumberOf, dossiers = [], declined = [], drafts = [], operations = [] } = changes;
  const ending = [...dossiers.map((dossier) => dossier.dossierId), ...declined];
  const [, , , , recorded, , replaced, setAside] = await Promise.all([
    takeNumberOf && refuseTakenNumber(database, takeNumberOf),
    refuseDecided(database, changes.conflicts ?? []),
    refuseAccepted(database, ending),
    refuseUsedCodes(database, dossiers),
    findRecordedAmong(database, [...ending, ...drafts.map((draft) => draft.dossierId)]),
    sealed && checkChainEnd(database, sealed),
    findReplacedRows(database, operations),
    findRowsToSetAside(database, changes.setAside ?? []),
    refuseDigitised(database, changes.digitisations ?? []),
    refuseMoney(database, changes),
    refuseRated(database, changes.ratings ?? []),
  ]);
  if (replaced === undefined || setAside === undefined) throw new CommitRefused({ code: 'notHeld' });
  if (ending.some((dossierId) => recorded.has(dossierId))) throw new CommitRefused({ code: 'dossierAlreadyRecorded' });
  return { recorded, replaced, setAside };
}

async function checkChainEnd(database: CounterDatabase, { after }: SealedRows): Promise<void> {
  if (!(await isStillTheEnd(database, after))) throw new ChainMoved();
}

/** The row must be there as it was read, or not be there yet. */
async function refuseTakenNumber(database: CounterDatabase, read: NumberBlockRow): Promise<void> {
  const block = (await database.numberBlocks.get(read.numberBlockId)) ?? read;
  const isAsRead = block.next === read.next && block.to === read.to;
  if (!isAsRead || block.next > block.to || block.closedBy !== undefined) {
    throw new CommitRefused({ code: 'numberTaken' });
  }
}

/** A dossier id is final from the draft on, so a second acceptance of one draft, from any window, meets the first. */
async function refuseAccepted(database: CounterDatabase, dossierIds: readonly DossierId[]): Promise<void> {
  if (dossierIds.length === 0) return;
  const accepted = await database.dossiers.bulkGet([...dossierIds]);
  if (accepted.some((row) => row !== undefined)) throw new CommitRefused({ code: 'alreadyAccepted' });
}

/** A code on a printed receipt is never given again, even when the numbers come from an older copy of the store. */
async function refuseUsedCodes(database: CounterDatabase, dossiers: readonly Dossier[]): Promise<void> {
  const counts = await Promise.all(
    dossiers.map(({ dossierCode, provisionalCode }) =>
      database.dossiers
        .where(provisionalCode === undefined ? 'dossierCode' : 'provisionalCode')
        .equals(provisionalCode ?? dossierCode)
        .count(),
    ),
  );
  if (counts.some((count) => count > 0)) throw new CommitRefused({ code: 'numberTaken' });
}

/** A conflict is decided once, whichever window is first. */
async function refuseDecided(database: CounterDatabase, conflicts: readonly Conflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  const stored = await database.conflicts.bulkGet(conflicts.map(({ changeNumber }) => changeNumber));
  if (stored.some((row) => row?.isOpen !== 1)) throw new CommitRefused({ code: 'conflictAlreadyResolved' });
}

/** The pages of a component become one PDF, whichever window is first. */
async function refuseDigitised(database: CounterDatabase, digitisations: readonly Digitisation[]): Promise<void> {
  if (digitisations.length === 0) return;
  const stored = await database.digitisations.bulkGet(digitisations.map(({ componentId }) => componentId));
  if (stored.some((row) => row?.state === 'done')) throw new CommitRefused({ code: 'alreadyDigitised' });
}

/** Each asks one thing, so that every answer tells what was there before. */
async function refuseMoney(database: CounterDatabase, changes: Changes): Promise<void> {
  const refusals = await Promise.all([
    refuseTakenReceiptNumber(database, changes.takeReceiptNumberOf),
    refuseUsedReceiptNumbers(database, changes),
    refuseClosedShifts(database, changes),
  ]);
  const refusal = refusals.find((answer) => answer !== undefined);
  if (refusal !== undefined) throw new CommitRefused(refusal);
}

/** One rating for each dossier, whichever window is first. */
async function refuseRated(database: CounterDatabase, ratings: readonly Rating[]): Promise<void> {
  if (ratings.length === 0) return;
  const stored = await database.ratings.bulkGet(ratings.map(({ dossierId }) => dossierId));
  if (stored.some((row) => row !== undefined)) throw new CommitRefused({ code: 'alreadyRated' });
}

/** The ledger is no part of a transaction that begins or ends no intake. */
async function findRecordedAmong(
  database: CounterDatabase,
  dossierIds: readonly DossierId[],
): Promise<ReadonlySet<DossierId>> {
  return dossierIds.length === 0 ? new Set() : findRecorded(database, dossierIds);
}

/** Begins every write that needs no answer before the first is awaited. */
async function writeAtOnce(database: CounterDatabase, changes: Changes, sealed: SealedRows | undefined): Promise<void> {
  const { takeNumberOf, dossiers, correctedDossiers, conflicts, removeDrafts } = changes;
  const writes: PromiseLike<unknown>[] = [];
  const put = <Row>(table: Table<Row, string>, rows: readonly Row[] | undefined): void => {
    if (rows !== undefined && rows.length > 0) writes.push(table.bulkPut(rows.map(toRow)));
  };
  if (takeNumberOf !== undefined) put(database.numberBlocks, [{ ...takeNumberOf, next: takeNumberOf.next + 1 }]);
  const book = changes.takeReceiptNumberOf;
  if (book !== undefined) put(database.feeReceiptBooks, [{ ...book, next: book.next + 1 }]);
  if (dossiers !== undefined) writes.push(database.dossiers.bulkAdd(dossiers.map(toRow)));
  put(database.dossierSummaries, dossiers?.map(toSummary));
  put(database.dossiers, correctedDossiers);
  put(database.dossierSummaries, correctedDossiers?.map(toSummary));
  put(database.feePayments, changes.feePayments);
  put(database.shiftEntries, changes.shiftEntries);
  put(database.issuedDocuments, changes.issuedDocuments);
  put(database.printMarks, changes.printMarks);
  put(database.prints, changes.prints);
  put(database.ledger, changes.ledger);
  put(database.shifts, changes.shifts);
  put(database.digitisations, changes.digitisations);
  put(database.extractions, changes.extractions);
  put(database.notices, changes.notices);
  put(database.ratings, changes.ratings);
  put(
    database.blobs,
    changes.blobs?.map((blob) => ({ ...blob, isConfirmed: 0 as const })),
  );
  if (conflicts !== undefined) writes.push(database.conflicts.bulkPut(conflicts.map(toRow)));
  if (removeDrafts !== undefined) writes.push(database.drafts.bulkDelete([...removeDrafts]));
  if (sealed !== undefined) writes.push(database.outbox.bulkAdd(sealed.rows.map(toRow)));
  await Promise.all(writes);
}

async function writeWhatHangsOn(database: CounterDatabase, { drafts = [] }: Changes, found: Found): Promise<void> {
  // A late autosave must not bring back the draft of an intake that has ended meanwhile.
  const open = drafts.filter((draft) => !found.recorded.has(draft.dossierId));
  const writes: PromiseLike<unknown>[] = [
    closeReplacedRows(database, found.replaced.values()),
    putSetAsideRows(database, found.setAside),
  ];
  if (open.length > 0) writes.push(database.drafts.bulkPut(open.map(toRow)));
  await Promise.all(writes);
}

/** @param aborted why the transaction was aborted: writes begun after that fail with an error that hides it */
function toFailure(cause: unknown, aborted: DOMException | null): CommitFailure {
  if (aborted?.name === 'QuotaExceededError') return { code: 'storageFull' };
  for (let current = cause; current instanceof Error; current = innerOf(current)) {
    if (current instanceof CommitRefused) return current.failure;
    if (current.name === 'QuotaExceededError') return { code: 'storageFull' };
  }
  return { code: 'storageFailed', details: { reason: cause instanceof Error ? cause.name : typeof cause } };
}

/** What an error of Dexie's was made from: of several failed rows, the first one tells. */
function innerOf(error: Error): unknown {
  if ('failures' in error && Array.isArray(error.failures)) return error.failures[0];
  return 'inner' in error ? error.inner : error.cause;
}
