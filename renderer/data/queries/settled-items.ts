import { Dexie } from 'dexie';
import type { SetAside } from '#shared/domain/decide-set-aside.ts';
import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OperationKind } from '#sync/protocol/operation.ts';
import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/**
 * What became of a refused operation that a person has dealt with. `repairWaiting`, `repaired`, `repairHeld`: the
 * correction waits to be sent, was accepted, was refused in its turn. `repairSetAside`: work on the correction has ended.
 */
export type SettledOutcome = 'repairWaiting' | 'repaired' | 'repairHeld' | 'repairSetAside' | 'setAside';

/** A refused operation that waits no more, as a person looks for it. */
export interface SettledItem {
  readonly operationId: OperationId;
  readonly kind: OperationKind;
  readonly dossierId: DossierId | null;
  readonly dossierCode: string | null;
  readonly applicantName: string | null;
  /** Why the province had refused it. */
  readonly refusal: string;
  readonly refusedAt: Instant | null;
  readonly outcome: SettledOutcome;
  /** When the correction was written, or the work ended. */
  readonly settledAt: Instant;
  /** When the province accepted the correction. */
  readonly acceptedAt: Instant | null;
  readonly setAside: SetAside | null;
  /** Who set it aside; his id when the catalogue does not name him any more. */
  readonly officerName: string | null;
}

/** Rows read at most, the newest first. */
const MOST_ROWS = 500;

/** Refused operations that were corrected or set aside, those settled last first. */
export async function readSettledItems(database: CounterDatabase): Promise<readonly SettledItem[]> {
  const [replaced, setAside, office] = await Promise.all([
    newestIn(database, 'replaced'),
    newestIn(database, 'setAside'),
    findOfficeData(database),
  ]);
  const names = new Map(office?.officers.map(({ officerId, fullName }) => [officerId, fullName]));
  const rows = [...replaced, ...setAside];
  const [summaries, places] = await Promise.all([
    database.dossierSummaries.bulkGet(rows.map(({ dossierId }) => dossierId ?? '')),
    Promise.all(replaced.map((row) => rowsInPlaceOf(database, row))),
  ]);
  const items = rows.map((row, index): SettledItem => {
    const standIn = places[index]?.find(({ replaces = [] }) => replaces.at(-1) === row.operationId);
    return {
      operationId: row.operationId,
      kind: row.kind,
      dossierId: row.dossierId,
      dossierCode: summaries[index]?.dossierCode ?? null,
      applicantName: summaries[index]?.applicantName ?? null,
      refusal: row.parkedReason?.detail ?? '',
      refusedAt: row.settledAt,
      outcome: outcomeOf(row, standIn),
      settledAt: row.setAside?.at ?? standIn?.createdAt ?? row.createdAt,
      acceptedAt: standIn?.state === 'acknowledged' ? standIn.settledAt : null,
      setAside: row.setAside ?? null,
      officerName: row.setAside === undefined ? null : (names.get(row.setAside.officerId) ?? row.setAside.officerId),
    };
  });
  return items.sort((a, b) => (a.settledAt < b.settledAt ? 1 : -1));
}

function newestIn(database: CounterDatabase, state: 'replaced' | 'setAside'): Promise<OutboxRow[]> {
  return database.outbox
    .where('[state+stationSequence]')
    .between([state, 0], [state, Dexie.maxKey])
    .reverse()
    .limit(MOST_ROWS)
    .toArray();
}

/** Every row that has ever stood in this place of the line. */
function rowsInPlaceOf(database: CounterDatabase, { lineKey, sequence }: OutboxRow): Promise<OutboxRow[]> {
  return database.outbox.where('[lineKey+sequence]').equals([lineKey, sequence]).toArray();
}

function outcomeOf(row: OutboxRow, standIn: OutboxRow | undefined): SettledOutcome {
  if (row.state === 'setAside') return 'setAside';
  switch (standIn?.state) {
    case 'acknowledged':
      return 'repaired';
    case 'parked':
      return 'repairHeld';
    case 'setAside':
      return 'repairSetAside';
    default:
      return 'repairWaiting';
  }
}
