import type { Table } from 'dexie';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Conflict } from '#shared/domain/province-record.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { Changes, CommitFailure } from './changes.ts';
import { toSummary } from './repositories/dossier-summaries.ts';
import { closeReplacedRows, findReplacedRows, type ReplacedRows } from './replaced-rows.ts';
import { toRow } from './row-codec.ts';
import { findRecorded } from './repositories/dossier-repository.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { NumberBlockRow, OutboxRow } from './schema/rows.ts';
import { findRowsToSetAside, putSetAsideRows } from './set-aside-rows.ts';
import {
  findLastStationSequence,
  readChainEnd,
  sealOperations,
  type ChainEnd,
  type Sealing,
} from './seal-operations.ts';

/** The one way to write what officers do. */
export interface UnitOfWork {
  /**
   * Writes all changes in one strict transaction: when it resolves `ok`, everything is on disk; otherwise nothing is.
   * Effects (printing, sending) come only after.
   */
  commit(changes: Changes): Promise<Result<null, CommitFailure>>;
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

/** @param sealing what operations are numbered, signed and chained with */
export function createUnitOfWork(database: CounterDatabase, sealing: Sealing): UnitOfWork {
  return {
    async commit(changes) {
      const tables = tablesOf(database, changes);
      if (tables.length === 0) return ok(null);
      if ((changes.operations ?? []).length === 0) return write(database, tables, changes, undefined);
      try {
        return await sealing.lock.run(() => sealAndWrite(database, tables, changes, sealing));
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
  database: CounterDatabase,
  tables: Table[],
  changes: Changes,
  sealing: Sealing,
): Promise<Result<null, CommitFailure>> {
  const { takeNumber, operations = [] } = changes;
  for (let attempt = 1; ; attempt += 1) {
    // A number that is gone is told before anything is signed: a short turn leaves the next try a fair chance.
    const [after] = await Promise.all([
      readChainEnd(database, sealing.hasher, operations),
      takeNumber && getBlock(database, takeNumber),
    ]);
    const rows = await sealOperations(sealing, operations, after);
    try {
      return await write(database, tables, changes, { after, rows });
    } catch (cause) {
      if (!(cause instanceof ChainMoved) || attempt >= MOST_SEALINGS) throw cause;
    }
  }
}

/** @throws ChainMoved when the operations have to be sealed anew */
async function write(
  database: CounterDatabase,
  tables: Table[],
  changes: Changes,
  sealed: SealedRows | undefined,
): Promise<Result<null, CommitFailure>> {
  const written: { by?: IDBTransaction } = {};
  try {
    await database.transaction('rw', tables, async ({ idbtrans }) => {
      written.by = idbtrans;
      const found = await readBefore(database, changes, sealed);
      await writeAll(database, changes, found, sealed);
    });
    return ok(null);
  } catch (cause) {
    if (cause instanceof ChainMoved) throw cause;
    return err(toFailure(cause, written.by?.error ?? null));
  }
}

function tablesOf(database: CounterDatabase, changes: Changes): Table[] {
  const wanted: readonly (readonly [unknown, readonly Table[]])[] = [
    [changes.takeNumber, [database.numberBlocks]],
    [changes.dossiers, [database.dossiers, database.dossierSummaries, database.ledger]],
    [changes.correctedDossiers, [database.dossiers, database.dossierSummaries]],
    [changes.declined, [database.dossiers, database.ledger]],
    [changes.feePayments, [database.feePayments]],
    [changes.issuedDocuments, [database.issuedDocuments]],
    [changes.printMarks, [database.printMarks]],
    [changes.ledger, [database.ledger]],
    [changes.shifts, [database.shifts]],
    [changes.drafts, [database.drafts, database.ledger]],
    [changes.removeDrafts, [database.drafts]],
    [changes.conflicts, [database.conflicts]],
    [changes.blobs, [database.blobs]],
    [changes.operations, [database.outbox]],
    [changes.setAside, [database.outbox]],
  ];
  return [...new Set(wanted.flatMap(([part, tables]) => (part === undefined ? [] : [...tables])))];
}

/** What a commit must know before it writes. Read all at once: one after the other would cost a round trip each. */
interface Found {
  readonly block: NumberBlockRow | undefined;
  readonly recorded: ReadonlySet<DossierId>;
  readonly replaced: ReplacedRows;
  readonly setAside: readonly OutboxRow[];
}

/** @throws CommitRefused as soon as one answer says that the changes may not be written, ChainMoved when not like this */
async function readBefore(database: CounterDatabase, changes: Changes, sealed: SealedRows | undefined): Promise<Found> {
  const { takeNumber, dossiers = [], declined = [], drafts = [], operations = [] } = changes;
  const ending = [...dossiers.map((dossier) => dossier.dossierId), ...declined];
  const [block, , , , recorded, , replaced, setAside] = await Promise.all([
    takeNumber && getBlock(database, takeNumber),
    refuseDecided(database, changes.conflicts ?? []),
    refuseAccepted(database, ending),
    refuseUsedCodes(database, dossiers),
    findRecordedAmong(database, [...ending, ...drafts.map((draft) => draft.dossierId)]),
    sealed && checkChainEnd(database, sealed),
    findReplacedRows(database, operations),
    findRowsToSetAside(database, changes.setAside ?? []),
  ]);
  if (replaced === undefined || setAside === undefined) throw new CommitRefused({ code: 'notHeld' });
  if (ending.some((dossierId) => recorded.has(dossierId))) throw new CommitRefused({ code: 'dossierAlreadyRecorded' });
  return { block, recorded, replaced, setAside };
}

async function checkChainEnd(database: CounterDatabase, { after }: SealedRows): Promise<void> {
  if ((await findLastStationSequence(database)) !== after.stationSequence) throw new ChainMoved();
}

async function getBlock(
  database: CounterDatabase,
  wanted: NonNullable<Changes['takeNumber']>,
): Promise<NumberBlockRow> {
  const block = (await database.numberBlocks.get(wanted.numberBlockId)) ?? wanted.start;
  if (block?.next !== wanted.number || wanted.number > block.to || block.closedBy !== undefined)
    throw new CommitRefused({ code: 'numberTaken' });
  return block;
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

/** The ledger is no part of a transaction that begins or ends no intake. */
async function findRecordedAmong(
  database: CounterDatabase,
  dossierIds: readonly DossierId[],
): Promise<ReadonlySet<DossierId>> {
  return dossierIds.length === 0 ? new Set() : findRecorded(database, dossierIds);
}

async function writeAll(
  database: CounterDatabase,
  changes: Changes,
  found: Found,
  sealed: SealedRows | undefined,
): Promise<void> {
  const writes: PromiseLike<unknown>[] = [];
  const put = <Row>(table: Table<Row, string>, rows: readonly Row[] | undefined): void => {
    if (rows !== undefined && rows.length > 0) writes.push(table.bulkPut(rows.map(toRow)));
  };
  if (found.block !== undefined) put(database.numberBlocks, [{ ...found.block, next: found.block.next + 1 }]);
  if (changes.dossiers !== undefined) writes.push(database.dossiers.bulkAdd(changes.dossiers.map(toRow)));
  put(database.dossierSummaries, changes.dossiers?.map(toSummary));
  put(database.dossiers, changes.correctedDossiers);
  put(database.dossierSummaries, changes.correctedDossiers?.map(toSummary));
  put(database.feePayments, changes.feePayments);
  put(database.issuedDocuments, changes.issuedDocuments);
  put(database.printMarks, changes.printMarks);
  put(database.ledger, changes.ledger);
  put(database.shifts, changes.shifts);
  // A late autosave must not bring back the draft of an intake that has ended meanwhile.
  put(
    database.drafts,
    changes.drafts?.filter((draft) => !found.recorded.has(draft.dossierId)),
  );
  put(
    database.blobs,
    changes.blobs?.map((blob) => ({ ...blob, isConfirmed: 0 as const })),
  );
  if (changes.conflicts !== undefined) writes.push(database.conflicts.bulkPut(changes.conflicts.map(toRow)));
  if (changes.removeDrafts !== undefined) writes.push(database.drafts.bulkDelete([...changes.removeDrafts]));
  if (sealed !== undefined) {
    writes.push(database.outbox.bulkAdd(sealed.rows.map(toRow)));
    writes.push(closeReplacedRows(database, found.replaced.values()));
  }
  writes.push(putSetAsideRows(database, found.setAside));
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
