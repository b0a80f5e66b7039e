import type { Table } from 'dexie';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DossierId, StationId } from '#shared/kernel/ids.ts';
import { PROTOCOL_VERSION } from '#sync/protocol/operation.ts';
import type { Changes, CommitFailure, NewOperation } from './changes.ts';
import { toSummary } from './repositories/dossier-summaries.ts';
import { toRow } from './row-codec.ts';
import { findRecorded } from './repositories/dossier-repository.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { NumberBlockRow, OutboxRow } from './schema/rows.ts';

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

/** @param stationId the enrolled station, whose running numbers the operations carry */
export function createUnitOfWork(database: CounterDatabase, stationId: () => StationId): UnitOfWork {
  return {
    async commit(changes) {
      const tables = tablesOf(database, changes);
      if (tables.length === 0) return ok(null);
      const written: { by?: IDBTransaction } = {};
      try {
        await database.transaction('rw', tables, async ({ idbtrans }) => {
          written.by = idbtrans;
          const found = await readBefore(database, changes);
          await writeAll(database, changes, found, stationId);
        });
        return ok(null);
      } catch (cause) {
        return err(toFailure(cause, written.by?.error ?? null));
      }
    },
  };
}

function tablesOf(database: CounterDatabase, changes: Changes): Table[] {
  const wanted: readonly (readonly [unknown, readonly Table[]])[] = [
    [changes.takeNumber, [database.numberBlocks]],
    [changes.dossiers, [database.dossiers, database.dossierSummaries, database.ledger]],
    [changes.declined, [database.dossiers, database.ledger]],
    [changes.feePayments, [database.feePayments]],
    [changes.issuedDocuments, [database.issuedDocuments]],
    [changes.printMarks, [database.printMarks]],
    [changes.ledger, [database.ledger]],
    [changes.shifts, [database.shifts]],
    [changes.drafts, [database.drafts, database.ledger]],
    [changes.removeDrafts, [database.drafts]],
    [changes.blobs, [database.blobs]],
    [changes.operations, [database.outbox]],
  ];
  return [...new Set(wanted.flatMap(([part, tables]) => (part === undefined ? [] : [...tables])))];
}

/** What a commit must know before it writes. Read all at once: one after the other would cost a round trip each. */
interface Found {
  readonly block: NumberBlockRow | undefined;
  readonly recorded: ReadonlySet<DossierId>;
  readonly lastStationSequence: number;
  /** Last sequence of each line that gets an operation. */
  readonly lineEnds: ReadonlyMap<string, number>;
}

/** @throws CommitRefused as soon as one answer says that the changes may not be written */
async function readBefore(database: CounterDatabase, changes: Changes): Promise<Found> {
  const { takeNumber, dossiers = [], declined = [], drafts = [], operations = [] } = changes;
  const ending = [...dossiers.map((dossier) => dossier.dossierId), ...declined];
  const lineKeys = [...new Set(operations.map((operation) => operation.lineKey))];
  const [block, , , recorded, lastStationSequence, lineEnds] = await Promise.all([
    takeNumber && getBlock(database, takeNumber),
    refuseAccepted(database, ending),
    refuseUsedCodes(database, dossiers),
    findRecordedAmong(database, [...ending, ...drafts.map((draft) => draft.dossierId)]),
    operations.length === 0 ? 0 : findLastStationSequence(database),
    Promise.all(lineKeys.map(async (lineKey) => [lineKey, await endOfLine(database, lineKey)] as const)),
  ]);
  if (ending.some((dossierId) => recorded.has(dossierId))) throw new CommitRefused({ code: 'dossierAlreadyRecorded' });
  return { block, recorded, lastStationSequence, lineEnds: new Map(lineEnds) };
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
  stationId: () => StationId,
): Promise<void> {
  const writes: PromiseLike<unknown>[] = [];
  const put = <Row>(table: Table<Row, string>, rows: readonly Row[] | undefined): void => {
    if (rows !== undefined && rows.length > 0) writes.push(table.bulkPut(rows.map(toRow)));
  };
  if (found.block !== undefined) put(database.numberBlocks, [{ ...found.block, next: found.block.next + 1 }]);
  if (changes.dossiers !== undefined) writes.push(database.dossiers.bulkAdd(changes.dossiers.map(toRow)));
  put(database.dossierSummaries, changes.dossiers?.map(toSummary));
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
  if (changes.removeDrafts !== undefined) writes.push(database.drafts.bulkDelete([...changes.removeDrafts]));
  if (changes.operations !== undefined) {
    writes.push(database.outbox.bulkAdd(toOutboxRows(stationId(), changes.operations, found).map(toRow)));
  }
  await Promise.all(writes);
}

/** Gives each operation its running number and its place in its line, in the order given. */
function toOutboxRows(
  stationId: StationId,
  operations: readonly NewOperation[],
  { lastStationSequence, lineEnds }: Found,
): readonly OutboxRow[] {
  const ends = new Map(lineEnds);
  return operations.map((operation, index) => {
    const sequence = (ends.get(operation.lineKey) ?? 0) + 1;
    ends.set(operation.lineKey, sequence);
    return {
      ...operation,
      dependsOn: [...operation.dependsOn],
      stationId,
      stationSequence: lastStationSequence + index + 1,
      sequence,
      protocolVersion: PROTOCOL_VERSION,
      state: 'queued',
      attempts: 0,
      lastAttemptAt: null,
      parkedReason: null,
      settledAt: null,
    };
  });
}

async function findLastStationSequence(database: CounterDatabase): Promise<number> {
  const [last] = await database.outbox.orderBy('stationSequence').reverse().limit(1).keys();
  return typeof last === 'number' ? last : 0;
}

async function endOfLine(database: CounterDatabase, lineKey: string): Promise<number> {
  const [key] = await database.outbox
    .where('[lineKey+sequence]')
    .between([lineKey, 1], [lineKey, Infinity])
    .reverse()
    .limit(1)
    .keys();
  return Array.isArray(key) && typeof key[1] === 'number' ? key[1] : 0;
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
