import type { Table } from 'dexie';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { DossierId, StationId } from '#shared/kernel/ids.ts';
import { PROTOCOL_VERSION } from '#sync/protocol/operation.ts';
import type { Changes, CommitFailure, NewOperation } from './changes.ts';
import { toSummary } from './repositories/dossier-summaries.ts';
import { toRow } from './row-codec.ts';
import { findRecorded } from './repositories/dossier-repository.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { OutboxRow } from './schema/rows.ts';

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
          if (changes.takeNumber !== undefined) await takeNumber(database, changes.takeNumber);
          await Promise.all([
            writeRecords(database, changes),
            changes.operations === undefined
              ? Promise.resolve()
              : appendOperations(database, stationId(), changes.operations),
          ]);
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

async function takeNumber(database: CounterDatabase, wanted: NonNullable<Changes['takeNumber']>): Promise<void> {
  const block = await database.numberBlocks.get(wanted.numberBlockId);
  if (block?.next !== wanted.number || wanted.number > block.to) throw new CommitRefused({ code: 'numberTaken' });
  await database.numberBlocks.put({ ...block, next: block.next + 1 });
}

async function writeRecords(database: CounterDatabase, changes: Changes): Promise<void> {
  if (changes.declined !== undefined) await refuseRecorded(database, changes.declined);
  if (changes.dossiers !== undefined) await addDossiers(database, changes.dossiers);
  if (changes.drafts !== undefined) await putLiveDrafts(database, changes.drafts);
  const writes: PromiseLike<unknown>[] = [];
  const put = <Row>(table: Table<Row, string>, rows: readonly Row[] | undefined): void => {
    if (rows !== undefined && rows.length > 0) writes.push(table.bulkPut(rows.map(toRow)));
  };
  put(database.dossierSummaries, changes.dossiers?.map(toSummary));
  put(database.feePayments, changes.feePayments);
  put(database.issuedDocuments, changes.issuedDocuments);
  put(database.printMarks, changes.printMarks);
  put(database.ledger, changes.ledger);
  put(database.shifts, changes.shifts);
  put(
    database.blobs,
    changes.blobs?.map((blob) => ({ ...blob, isConfirmed: 0 as const })),
  );
  if (changes.removeDrafts !== undefined) writes.push(database.drafts.bulkDelete([...changes.removeDrafts]));
  await Promise.all(writes);
}

/** A dossier id is final from the draft on, so a second acceptance of one draft, from any window, meets the first. */
async function addDossiers(database: CounterDatabase, dossiers: readonly Dossier[]): Promise<void> {
  await refuseRecorded(
    database,
    dossiers.map((dossier) => dossier.dossierId),
  );
  await database.dossiers.bulkAdd(dossiers.map(toRow));
}

async function refuseRecorded(database: CounterDatabase, dossierIds: readonly DossierId[]): Promise<void> {
  const accepted = await database.dossiers.bulkGet([...dossierIds]);
  if (accepted.some((row) => row !== undefined)) throw new CommitRefused({ code: 'alreadyAccepted' });
  if ((await findRecorded(database, dossierIds)).size > 0) throw new CommitRefused({ code: 'dossierAlreadyRecorded' });
}

/** A late autosave must not bring back the draft of an intake that has ended meanwhile. */
async function putLiveDrafts(database: CounterDatabase, drafts: readonly IntakeDraft[]): Promise<void> {
  const recorded = await findRecorded(
    database,
    drafts.map((draft) => draft.dossierId),
  );
  await database.drafts.bulkPut(drafts.filter((draft) => !recorded.has(draft.dossierId)).map(toRow));
}

/** Gives each operation its running number and its place in its line, in the order given. */
async function appendOperations(
  database: CounterDatabase,
  stationId: StationId,
  operations: readonly NewOperation[],
): Promise<void> {
  const [lastNumber] = await database.outbox.orderBy('stationSequence').reverse().limit(1).keys();
  let stationSequence = typeof lastNumber === 'number' ? lastNumber : 0;
  const lineEnds = new Map<string, number>();
  const rows: OutboxRow[] = [];
  for (const operation of operations) {
    const known = lineEnds.get(operation.lineKey) ?? (await endOfLine(database, operation.lineKey));
    const sequence = known + 1;
    lineEnds.set(operation.lineKey, sequence);
    stationSequence += 1;
    rows.push({
      ...operation,
      dependsOn: [...operation.dependsOn],
      stationId,
      stationSequence,
      sequence,
      protocolVersion: PROTOCOL_VERSION,
      state: 'queued',
      attempts: 0,
      lastAttemptAt: null,
      parkedReason: null,
      settledAt: null,
    });
  }
  await database.outbox.bulkAdd(rows.map(toRow));
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
