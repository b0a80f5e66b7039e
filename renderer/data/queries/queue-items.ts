import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OperationKind } from '#sync/protocol/operation.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

export interface QueueOperation {
  readonly operationId: OperationId;
  readonly kind: OperationKind;
  readonly state: 'queued' | 'parked';
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly lastAttemptAt: Instant | null;
  readonly sizeBytes: number;
  readonly parkedReason: { readonly code: string; readonly detail: string } | null;
}

/** What waits for one dossier, as a person sees it. */
export interface QueueItem {
  /** The dossier, or null for rows that belong to none. */
  readonly dossierId: DossierId | null;
  readonly dossierCode: string | null;
  readonly applicantName: string | null;
  readonly isHeld: boolean;
  readonly waitingSince: Instant;
  readonly operations: readonly QueueOperation[];
}

/** Groups rows by dossier: held first, then the longest waiting. */
export async function toQueueItems(
  database: CounterDatabase,
  rows: readonly OutboxRow[],
): Promise<readonly QueueItem[]> {
  const groups = new Map<DossierId | null, OutboxRow[]>();
  for (const row of [...rows].sort((a, b) => a.stationSequence - b.stationSequence)) {
    const group = groups.get(row.dossierId);
    if (group === undefined) groups.set(row.dossierId, [row]);
    else group.push(row);
  }
  const ids = [...groups.keys()].filter((id) => id !== null);
  const summaries = await database.dossierSummaries.bulkGet(ids);
  const byId = new Map(summaries.filter((row) => row !== undefined).map((row) => [row.dossierId, row]));
  const items = [...groups].map(([dossierId, group]) => {
    const summary = dossierId === null ? undefined : byId.get(dossierId);
    return {
      dossierId,
      dossierCode: summary?.dossierCode ?? null,
      applicantName: summary?.applicantName ?? null,
      isHeld: group.some((row) => row.state === 'parked'),
      waitingSince: group.reduce((oldest, row) => (row.createdAt < oldest ? row.createdAt : oldest), firstOf(group)),
      operations: group.map(toQueueOperation),
    };
  });
  return items.sort((a, b) => Number(b.isHeld) - Number(a.isHeld) || (a.waitingSince < b.waitingSince ? -1 : 1));
}

function firstOf(group: readonly OutboxRow[]): Instant {
  const [first] = group;
  if (first === undefined) throw new Error('a queue group is never empty');
  return first.createdAt;
}

function toQueueOperation(row: OutboxRow): QueueOperation {
  return {
    operationId: row.operationId,
    kind: row.kind,
    state: row.state === 'parked' ? 'parked' : 'queued',
    createdAt: row.createdAt,
    attempts: row.attempts,
    lastAttemptAt: row.lastAttemptAt,
    sizeBytes: row.sizeBytes,
    parkedReason: row.parkedReason,
  };
}

export interface QueueCounts {
  readonly waiting: number;
  readonly held: number;
  readonly oldestWaitingAt: Instant | null;
}

export async function countQueue(database: CounterDatabase): Promise<QueueCounts> {
  const rowsIn = (state: OutboxRow['state']) =>
    database.outbox.where('[state+stationSequence]').between([state, 0], [state, Infinity]);
  const [waiting, held, oldest] = await Promise.all([
    rowsIn('queued').count(),
    rowsIn('parked').count(),
    rowsIn('queued').first(),
  ]);
  return { waiting, held, oldestWaitingAt: oldest?.createdAt ?? null };
}
