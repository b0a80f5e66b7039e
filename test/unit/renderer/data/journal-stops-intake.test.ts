import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import { tendScanMirror } from '#renderer/data/tend-scan-mirror.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { findUnreadFindings } from '#renderer/data/repositories/store-findings.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { copyOf, open, startApp, truthOf } from '#test/support/journal-room.ts';
import { openStore } from '#test/support/counter-store.ts';
import { pageOf } from '#test/support/captured.ts';

const AT = '2026-11-20T02:00:00.000Z' as Instant;

describe('intake without a journal', () => {
  it('[JR15] prints nothing and takes nothing in until the journal has caught up, drafts excepted', async () => {
    const { bench, journal, writer, database } = await startApp(new MemoryJournal());
    await bench.equip();
    await writer.flush();
    const changes: (string | undefined)[] = [];
    writer.subscribe(() => changes.push(writer.stoppedBy()));
    journal.disk.room = 10;
    const first = await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' }));
    expect(first).toEqual({ ok: false, error: { code: 'journalFailed', details: { reason: 'diskFull' } } });
    const afterFirst = await copyOf(database);
    const second = await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' }));
    expect(second).toEqual(first);
    expect(await copyOf(database)).toEqual(afterFirst);
    expect((await bench.workflows.saveDraft(bench.draft({ paymentMeans: 'later' }))).ok).toBe(true);
    expect((await writer.retry()).ok).toBe(false);
    expect(bench.host.printed).toEqual([]);
    journal.disk.room = Infinity;
    expect(await writer.retry()).toEqual({ ok: true, value: null });
    expect(changes).toEqual(['diskFull', undefined]);
    expect((await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' }))).ok).toBe(true);
    await expect.poll(() => bench.host.printed.length).toBe(1);
    await expect.poll(() => bench.nudges).toBe(1);
    const rebuilt = await startApp(journal.reopened());
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(database));
    expect(await rebuilt.database.dossiers.count()).toBe(2);
  });

  it('[JR15] what the province answers meanwhile is written as soon as the journal is back', async () => {
    const { bench, journal, writer, database } = await startApp(new MemoryJournal());
    await bench.equip();
    expect((await bench.commit({ operations: [bench.operation('dossier:1'), bench.operation('dossier:2')] })).ok).toBe(
      true,
    );
    journal.disk.failure = 'notWritable';
    const ids = (await database.outbox.toArray()).map(({ operationId }) => operationId);
    await createDexieOutboxStore(database).acknowledge(ids.slice(0, 1), AT);
    expect((await writer.flush()).ok).toBe(false);
    await createDexieOutboxStore(database).acknowledge(ids.slice(1), AT);
    journal.disk.failure = undefined;
    expect((await writer.retry()).ok).toBe(true);
    const rebuilt = await startApp(journal.reopened());
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(database));
  });

  it('[JR16] mirrors a scan before it is stored: without the mirror nothing is stored', async () => {
    const { bench, journal, writer, database } = await startApp(new MemoryJournal());
    await bench.equip();
    await writer.flush();
    journal.disk.failure = 'diskFull';
    const scan = new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], 'trang.jpg');
    expect(await bench.workflows.attachFile(scan, 'import')).toEqual({ ok: false, error: { code: 'storageFull' } });
    expect(await database.blobs.count()).toBe(0);
  });

  it('[JR17] a mirrored scan goes only when the gateway has returned its hash and nothing of it is open', async () => {
    const start = await startApp(new MemoryJournal());
    const { bench, journal, database } = start;
    await bench.equip();
    const attached = await bench.workflows.attachFile(
      new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], 'trang.jpg'),
      'import',
    );
    if (!attached.ok) throw new Error(attached.error.code);
    const { hash } = pageOf(attached.value);
    await bench.commit({ operations: [bench.operation(`blob:${hash}`)] });
    await tendScanMirror(start);
    await createDexieBlobStore(database, () => AT).markConfirmed(hash);
    await tendScanMirror(start);
    expect([...journal.scans.keys()]).toEqual([hash]);
    const ids = (await database.outbox.toArray()).map(({ operationId }) => operationId);
    await createDexieOutboxStore(database).acknowledge(ids, AT);
    await tendScanMirror(start);
    expect([...journal.scans.keys()]).toEqual([]);
  });

  it('[JR25] a scan that a power cut took from the mirror is mirrored again, unless the gateway has it', async () => {
    const start = await startApp(new MemoryJournal());
    const { bench, journal, database } = start;
    await bench.equip();
    const bytes = [0xff, 0xd8, 0xff, 0xe2];
    const attached = await bench.workflows.attachFile(new File([new Uint8Array(bytes)], 'trang.jpg'), 'import');
    if (!attached.ok) throw new Error(attached.error.code);
    const { hash } = pageOf(attached.value);
    journal.scans.clear();
    await tendScanMirror(start);
    expect([...(journal.scans.get(hash) ?? [])]).toEqual(bytes);
    journal.scans.clear();
    await createDexieBlobStore(database, () => AT).markConfirmed(hash);
    await tendScanMirror(start);
    expect(journal.scans.size).toBe(0);
  });

  it('[JR17] [UP14] is dropped as well when the retention rule has removed the local copy before', async () => {
    const start = await startApp(new MemoryJournal());
    const { bench, journal, database } = start;
    await bench.equip();
    const scan = new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe1])], 'trang.jpg');
    const attached = await bench.workflows.attachFile(scan, 'import');
    if (!attached.ok) throw new Error(attached.error.code);
    const { hash } = pageOf(attached.value);
    await database.blobs.delete(hash);
    await tendScanMirror(start);
    expect([...journal.scans.keys()]).toEqual([hash]);
    await bench.commit({ operations: [bench.operation(`blob:${hash}`)] });
    await tendScanMirror(start);
    expect([...journal.scans.keys()]).toEqual([hash]);
    const ids = (await database.outbox.toArray()).map(({ operationId }) => operationId);
    await createDexieOutboxStore(database).acknowledge(ids, AT);
    await tendScanMirror(start);
    expect([...journal.scans.keys()]).toEqual([]);
  });
});

describe('opening store and journal', () => {
  it('[JR18] does not open without a journal', async () => {
    const journal = new MemoryJournal();
    journal.disk.failure = 'notWritable';
    expect(await open(openStore(), journal)).toEqual({
      ok: false,
      error: { code: 'journalFailed', details: { reason: 'notWritable' } },
    });
  });

  it('[JR19] [JR21] makes a store that cannot be opened anew from a journal that can be read to its end, and says so', async () => {
    const before = await startApp(new MemoryJournal());
    await before.bench.equip();
    await before.writer.flush();
    const damaged = openStore(brokenEngine('UnknownError'));
    expect((await open(damaged, before.journal.reopened())).ok).toBe(true);
    expect(await truthOf(damaged)).toEqual(await truthOf(before.database));
    expect(await findUnreadFindings(damaged)).toMatchObject({ isStoreReplaced: true, unreadParts: 0, missingScans: 0 });
  });

  it.each([
    ['the failure is no damage', 'VersionError', (_journal: MemoryJournal) => undefined],
    [
      'the journal has damage itself',
      'UnknownError',
      ({ disk }: MemoryJournal) => {
        const [name = ''] = disk.files.keys();
        const bytes = disk.files.get(name)?.slice() ?? new Uint8Array();
        bytes[30] = (bytes[30] ?? 0) ^ 1;
        disk.files.set(name, bytes);
      },
    ],
  ])('[JR19] leaves it alone when %s', async (_why, reason, spoil) => {
    const before = await startApp(new MemoryJournal());
    await before.bench.equip();
    await before.writer.flush();
    spoil(before.journal);
    const opened = await open(openStore(brokenEngine(reason)), before.journal.reopened());
    expect(opened).toEqual({ ok: false, error: { code: 'storeNotOpened', details: { reason } } });
  });
});

/** An IndexedDB whose database cannot be opened until it is deleted. */
function brokenEngine(name: string): IDBFactory {
  const engine = new IDBFactory();
  let isBroken = true;
  const open = engine.open.bind(engine);
  const deleteDatabase = engine.deleteDatabase.bind(engine);
  engine.open = (...args) => {
    if (isBroken) throw new DOMException('internal error opening backing store', name);
    return open(...args);
  };
  engine.deleteDatabase = (database) => {
    isBroken = false;
    return deleteDatabase(database);
  };
  return engine;
}
