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
  /** It is the correction of one that was refused. */
  readonly isRepair: boolean;
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
    isRepair: row.replaces !== undefined,
  };
}

export interface QueueCounts {
  readonly waiting: number;
  readonly held: number;
  readonly oldestWaitingAt: Instant | null;
}

export async function countQueue(database: CounterDatabase): Promise<QueueCounts> {
  const [waiting, held, oldest] = await Promise.all([
    countRows(database, 'queued'),
    countRows(database, 'parked'),
    rowsIn(database, 'queued').first(),
  ]);
  return { waiting, held, oldestWaitingAt: oldest?.createdAt ?? null };
}

/** Sequence numbers counted in one go. The store looks at every row it counts, and does nothing else meanwhile. */
const COUNTED_AT_ONCE = 250;
/** A queue with old rows far behind the new ones is counted in few wide steps, which are mostly empty. */
const MOST_STEPS = 40;

async function countRows(database: CounterDatabase, state: OutboxRow['state']): Promise<number> {
  const [oldest, newest] = await Promise.all([rowsIn(database, state).first(), rowsIn(database, state).last()]);
  if (oldest === undefined || newest === undefined) return 0;
  const from = oldest.stationSequence;
  const span = newest.stationSequence + 1 - from;
  const step = Math.max(COUNTED_AT_ONCE, Math.ceil(span / MOST_STEPS));
  let count = 0;
  for (let at = 0; at < span; at += step) count += await rowsIn(database, state, from + at, from + at + step).count();
  return count;
}

function rowsIn(database: CounterDatabase, state: OutboxRow['state'], from = 0, before = Infinity) {
  return database.outbox.where('[state+stationSequence]').between([state, from], [state, before], true, false);
}
