import { Dexie, liveQuery } from 'dexie';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OutboxRowHead, OutboxStore, ParkedReason } from '#sync/ports/outbox-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/** Rows read in one go while the queue is loaded: bounds memory, and no page of rows makes a key press wait. */
const HEAD_PAGE = 100;

/** The outbox over IndexedDB. Every method is one strict transaction. */
export function createDexieOutboxStore(database: CounterDatabase): OutboxStore {
  const { outbox } = database;

  async function update(ids: readonly OperationId[], change: (row: OutboxRow) => OutboxRow): Promise<void> {
    await database.transaction('rw', outbox, async () => {
      const rows = await outbox.bulkGet([...ids]);
      await outbox.bulkPut(rows.filter((row) => row !== undefined).map(change));
    });
  }

  return {
    async loadOpenHeads(afterSequence = 0) {
      // Parked rows first: one that another window releases meanwhile is met twice rather than not at all.
      const parked = await loadHeads(database, 'parked', afterSequence);
      const queued = await loadHeads(database, 'queued', afterSequence);
      const heads = new Map([...parked, ...queued].map((head) => [head.operationId, head]));
      return [...heads.values()].sort((a, b) => a.stationSequence - b.stationSequence);
    },
    async readOperations(ids) {
      const rows = await outbox.bulkGet([...ids]);
      return rows.map((row, index) => {
        if (row === undefined) throw new Error(`outbox row missing: ${String(ids[index])}`);
        return toOperation(row);
      });
    },
    recordAttempt: (ids, at) => update(ids, (row) => ({ ...row, attempts: row.attempts + 1, lastAttemptAt: at })),
    acknowledge: (ids, at) =>
      update(ids, (row) =>
        isClosed(row) ? row : { ...row, state: 'acknowledged', settledAt: at, parkedReason: null },
      ),
    park: (id: OperationId, reason: ParkedReason, at: Instant) =>
      update([id], (row) =>
        isClosed(row) ? row : { ...row, state: 'parked', settledAt: at, parkedReason: { ...reason } },
      ),
    release: (id) => release(database, id),
    onRowsAdded: (listener) => watchNewRows(database, listener),
  };
}

function release(database: CounterDatabase, id: OperationId): Promise<boolean> {
  const { outbox } = database;
  return database.transaction('rw', outbox, async () => {
    const row = await outbox.get(id);
    if (row?.state !== 'parked') return false;
    await outbox.put({ ...row, state: 'queued', settledAt: null, parkedReason: null });
    return true;
  });
}

function isClosed(row: OutboxRow): boolean {
  return row.state !== 'queued' && row.state !== 'parked';
}

/**
 * Fires after rows were added, by any window of this origin, and once at the start: the first answer may already hold
 * rows that came after the listener was registered.
 */
function watchNewRows(database: CounterDatabase, listener: () => void): () => void {
  const newest = liveQuery(() => database.outbox.orderBy('stationSequence').reverse().limit(1).keys());
  const subscription = newest.subscribe({
    next: listener,
    // A store that cannot be read shows itself in loadOpenHeads; here there is nothing left to tell.
    error: listener,
  });
  return () => {
    subscription.unsubscribe();
  };
}

async function loadHeads(
  database: CounterDatabase,
  state: 'queued' | 'parked',
  afterSequence: number,
): Promise<OutboxRowHead[]> {
  const heads: OutboxRowHead[] = [];
  let after = afterSequence;
  for (;;) {
    const page = await database.outbox
      .where('[state+stationSequence]')
      .between([state, after], [state, Dexie.maxKey], false, true)
      .limit(HEAD_PAGE)
      .toArray();
    heads.push(...page.map(toHead));
    const last = page.at(-1);
    if (last === undefined || page.length < HEAD_PAGE) return heads;
    after = last.stationSequence;
  }
}

function toHead(row: OutboxRow): OutboxRowHead {
  return {
    operationId: row.operationId,
    stationSequence: row.stationSequence,
    lineKey: row.lineKey,
    sequence: row.sequence,
    kind: row.kind,
    dependsOn: row.dependsOn,
    createdAt: row.createdAt,
    sizeBytes: row.sizeBytes,
    attempts: row.attempts,
    state: row.state === 'parked' ? 'parked' : 'queued',
    ...(row.replaces === undefined ? {} : { replaces: row.replaces }),
  };
}

function toOperation(row: OutboxRow): Operation {
  return {
    operationId: row.operationId,
    stationId: row.stationId,
    stationSequence: row.stationSequence,
    lineKey: row.lineKey,
    sequence: row.sequence,
    protocolVersion: row.protocolVersion,
    kind: row.kind,
    payload: row.payload,
    payloadHash: row.payloadHash,
    createdAt: row.createdAt,
    dependsOn: row.dependsOn,
    previousHash: row.previousHash,
    signature: row.signature,
    ...(row.replaces === undefined ? {} : { replaces: row.replaces }),
  };
}
