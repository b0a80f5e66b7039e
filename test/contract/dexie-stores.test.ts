import { IDBFactory } from 'fake-indexeddb';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import { closeReplacedRows } from '#renderer/data/replaced-rows.ts';
import { createUnitOfWork } from '#renderer/data/unit-of-work.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openStore } from '#test/support/counter-store.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { catalogueOf, sealing } from '#test/unit/renderer/counter-bench.ts';
import { calendar, NOW, officer } from '#test/unit/shared/domain/samples.ts';
import { describeBlobStore } from './blob-store.contract.ts';
import { describeChangeSink } from './change-sink.contract.ts';
import { describeOutboxStore } from './outbox-store.contract.ts';

let stores = 0;

describeOutboxStore('Dexie', () => {
  stores += 1;
  const name = `outbox-contract-${String(stores)}`;
  const engine = new IDBFactory();
  const database = openStore(engine, name);
  return Promise.resolve({
    store: createDexieOutboxStore(database),
    add: (operations) => addRows(database, operations),
    setAside: (id) => setAsideRow(database, id),
    reopen: () => {
      database.close();
      return Promise.resolve(createDexieOutboxStore(openStore(engine, name)));
    },
  });
});

/** As the unit of work writes them, but with the running numbers that the operations bring along. */
async function addRows(database: CounterDatabase, operations: readonly Operation[]): Promise<void> {
  const rows = operations.map((operation): OutboxRow => ({
    ...operation,
    dossierId: null,
    state: 'queued',
    sizeBytes: toCanonicalJson(operation.payload).length,
    attempts: 0,
    lastAttemptAt: null,
    parkedReason: null,
    settledAt: null,
  }));
  await database.transaction('rw', database.outbox, async () => {
    await database.outbox.bulkAdd(rows);
    const replaced = await database.outbox.bulkGet(rows.flatMap((row) => row.replaces ?? []));
    await closeReplacedRows(
      database,
      replaced.filter((row) => row !== undefined),
    );
  });
}

async function setAsideRow(database: CounterDatabase, operationId: OperationId): Promise<void> {
  const unitOfWork = createUnitOfWork(database, { ...sealing, lock: new FakeCommitLock() });
  const setAside = { reason: 'Đã thống nhất với tỉnh.', officerId: officer.officerId, at: NOW };
  const done = await unitOfWork.commit({ setAside: [{ operationId, setAside }] });
  if (!done.ok) throw new Error(done.error.code);
}

describeBlobStore('Dexie', () => {
  const database = openStore();
  const unitOfWork = createUnitOfWork(database, { ...sealing, lock: new FakeCommitLock() });
  return Promise.resolve({
    store: createDexieBlobStore(database, () => '2026-11-20T02:00:00.000Z' as Instant),
    put: async (hash, bytes) => {
      const blob = {
        hash,
        mediaType: 'image/jpeg',
        bytes: bytes.slice().buffer,
        storedAt: '2026-11-20T01:00:00.000Z' as Instant,
      };
      const written = await unitOfWork.commit({ blobs: [blob] });
      if (!written.ok) throw new Error(written.error.code);
    },
  });
});

describeChangeSink('Dexie', () =>
  Promise.resolve({
    sink: createDexieChangeSink(openStore()),
    catalogue: (catalogueVersion) => ({
      ...catalogueOf([], catalogueVersion),
      workCalendar: { ...calendar, holidays: [], swapDays: [] },
    }),
  }),
);
