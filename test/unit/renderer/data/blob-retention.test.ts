import { describe, expect, it } from 'vitest';
import { startBlobCleanUp } from '#renderer/app/blob-clean-up.ts';
import { removeRetiredBlobs } from '#renderer/data/repositories/blob-retention.ts';
import { getSettings, toUploadPolicy, updateSettings } from '#renderer/data/repositories/settings-repository.ts';
import type { StoredBlobRow } from '#renderer/data/schema/rows.ts';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { openStore } from '#test/support/counter-store.ts';

const CONFIRMED = '2026-10-01T02:00:00.000Z' as Instant;
const NOW = instantFromEpochMs(toEpochMs(CONFIRMED) + 30 * MS_PER_DAY);
const RETENTION = { keepDays: 30 };
const scan = (name: string): StoredBlobRow => ({
  hash: sha256Of(name),
  mediaType: 'image/jpeg',
  bytes: new ArrayBuffer(8),
  storedAt: CONFIRMED,
  isConfirmed: 0,
});

describe('local copies of scans', () => {
  it('[UP14] [BL1] go when they were confirmed long enough ago, and only those', async () => {
    const database = openStore();
    await database.blobs.bulkAdd(['old', 'fresh', 'unsent'].map(scan));
    await createDexieBlobStore(database, () => CONFIRMED).markConfirmed(sha256Of('old'));
    await createDexieBlobStore(database, () => NOW).markConfirmed(sha256Of('fresh'));
    expect(await removeRetiredBlobs(database, NOW, RETENTION)).toBe(1);
    const left = await database.blobs.toCollection().primaryKeys();
    expect([...left].sort()).toEqual([sha256Of('fresh'), sha256Of('unsent')].sort());
    expect(await createDexieBlobStore(database, () => NOW).read(sha256Of('unsent'))).toHaveLength(8);
  });

  it('[UP14] stay when they are stored anew or still have to be sent', async () => {
    const database = openStore();
    await database.blobs.bulkAdd(['again', 'queued'].map(scan));
    const store = createDexieBlobStore(database, () => CONFIRMED);
    await store.markConfirmed(sha256Of('again'));
    await store.markConfirmed(sha256Of('queued'));
    await database.blobs.put(scan('again'));
    const row = { operationId: 'op', stationSequence: 1, sequence: 1, state: 'queued' };
    await database.outbox.add({ ...row, lineKey: `blob:${sha256Of('queued')}` } as never);
    expect(await removeRetiredBlobs(database, NOW, RETENTION)).toBe(0);
    expect(await database.blobs.count()).toBe(2);
  });

  it('[UP14] stay when a draft names them', async () => {
    const database = openStore();
    await database.blobs.add(scan('drafted'));
    await createDexieBlobStore(database, () => CONFIRMED).markConfirmed(sha256Of('drafted'));
    const draft = { draftId: 'd', updatedAt: NOW, components: [{ files: [{ hash: sha256Of('drafted') }], pages: [] }] };
    await database.drafts.add(draft as never);
    expect(await removeRetiredBlobs(database, NOW, RETENTION)).toBe(0);
    await database.drafts.clear();
    expect(await removeRetiredBlobs(database, NOW, RETENTION)).toBe(1);
  });

  it('[UP14] go in helpings, and the log says only how many', async () => {
    const database = openStore();
    const names = Array.from({ length: 25 }, (_, place) => `scan ${String(place)}`);
    await database.blobs.bulkAdd(names.map((name) => ({ ...scan(name), isConfirmed: 1, confirmedAt: CONFIRMED })));
    const clock = new FakeClock(NOW);
    const scheduler = new VirtualScheduler(clock);
    const logger = new KeptLogger();
    startBlobCleanUp({ database, clock, scheduler, logger });
    await scheduler.advance(5 * 60_000);
    await expect.poll(() => logger.lines).toEqual([{ level: 'info', event: 'blobs.removed', fields: { count: 20 } }]);
    await scheduler.advance(10_000);
    await expect.poll(() => logger.lines.map(({ fields }) => fields)).toEqual([{ count: 20 }, { count: 5 }]);
    expect(await database.blobs.count()).toBe(0);
  });
});

describe('settings for uploads', () => {
  it('[UP12] [UP13] are what the officer chose, and no limit in settings from before', async () => {
    const database = openStore();
    const before = {
      theme: 'light',
      language: 'en',
      favouriteProcedures: [],
      recentProcedures: [],
    };
    await database.settings.put({ key: 'counterSettings', value: before });
    const settings = await getSettings(database);
    expect([settings.language, toUploadPolicy(settings)]).toEqual(['en', { budgetKbps: null, windows: [] }]);
    await updateSettings(database, { uploadBudgetKbps: 512, uploadTime: 'breaks' });
    expect(toUploadPolicy(await getSettings(database))).toEqual({
      budgetKbps: 512,
      windows: [
        { from: '11:30', to: '13:30' },
        { from: '17:00', to: '07:00' },
      ],
    });
  });
});
