import { describe, expect, it } from 'vitest';
import { removeRetiredBlobs } from '#renderer/data/repositories/blob-retention.ts';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import { addStationKeyPair, findStation, findStationKeyPair } from '#renderer/data/repositories/station-repository.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { copyOf, startApp, truthOf, type Start } from '#test/support/journal-room.ts';
import { readAll, valueOf } from '#test/contract/journal.contract.ts';
import { station } from '#test/unit/shared/domain/samples.ts';
import { pageOf } from '#test/support/captured.ts';

const AT = '2026-11-20T02:00:00.000Z' as Instant;

async function equipped(segmentBytes?: number): Promise<Start> {
  const start = await startApp(new MemoryJournal(segmentBytes));
  await start.bench.equip();
  await start.writer.flush();
  return start;
}

/** To the printed paper, which is recorded as well. */
async function accept({ bench }: Start, draft = bench.draft()): Promise<Dossier> {
  const printedBefore = bench.nudges;
  const accepted = await bench.workflows.acceptDossier(bench.session, draft);
  if (!accepted.ok) throw new Error(accepted.error.code);
  await expect.poll(() => bench.nudges).toBe(printedBefore + 1);
  return accepted.value.dossier;
}

async function attachScan({ bench }: Start, text: string): Promise<string> {
  const scan = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(text)]);
  const attached = await bench.workflows.attachFile(new File([scan], 'trang.jpg'), 'import');
  if (!attached.ok) throw new Error(attached.error.code);
  return pageOf(attached.value).hash;
}

const codesOf = async ({ database }: Start): Promise<readonly string[]> =>
  (await database.dossiers.orderBy('dossierCode').toArray()).map(({ dossierCode }) => dossierCode);

describe('reconciliation at start', () => {
  it('[JR8] rebuilds an empty store: dossiers, queue, lists, numbers and scans, byte for byte', async () => {
    const before = await equipped(2_000);
    const hash = await attachScan(before, 'trang quét mẫu');
    for (let turn = 0; turn < 3; turn += 1) await accept(before);
    await before.writer.flush();
    const after = await startApp(before.journal.reopened(2_000));
    expect(await truthOf(after.database)).toEqual(await truthOf(before.database));
    expect(await createDexieBlobStore(after.database, () => AT).read(hash as never)).toHaveLength(17 + 4);
    expect(await findStation(after.database)).toEqual(station);
    const next = await accept(after);
    expect(await codesOf(after)).toEqual([...(await codesOf(before)), next.dossierCode]);
    expect(next.dossierCode.endsWith('0004')).toBe(true);
  });

  it('[JR8] brings a store from an older copy up to date, and the draft of an accepted intake does not come back', async () => {
    const before = await equipped();
    await accept(before);
    const draft = before.bench.draft();
    await before.bench.workflows.saveDraft(draft);
    await before.writer.flush();
    const copy = await copyOf(before.database);
    await accept(before, draft);
    await accept(before);
    // Of a row that the copy holds the journal tells only what changed.
    const [known] = (copy['outbox'] ?? []) as readonly OutboxRow[];
    if (known === undefined) throw new Error('the copy has no queue');
    await createDexieOutboxStore(before.database).acknowledge([known.operationId], AT);
    await before.writer.flush();
    const after = await startApp(before.journal.reopened(), copy);
    expect(await truthOf(after.database)).toEqual(await truthOf(before.database));
    expect((await after.database.outbox.get(known.operationId))?.state).toBe('acknowledged');
    expect(await after.database.drafts.count()).toBe(0);
  });

  it('[JR9] appends what only the store knows, rows as they are now', async () => {
    const before = await equipped();
    before.journal.disk.failure = 'notWritable';
    const refused = await before.bench.workflows.acceptDossier(before.bench.session, before.bench.draft());
    expect(refused).toEqual({ ok: false, error: { code: 'journalFailed', details: { reason: 'notWritable' } } });
    before.journal.disk.failure = undefined;
    const after = await startApp(before.journal.reopened(), await copyOf(before.database));
    expect(await truthOf(after.database)).toEqual(await truthOf(before.database));
    const rebuilt = await startApp(before.journal.reopened());
    expect(await codesOf(rebuilt)).toHaveLength(1);
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(before.database));
  });

  it('[JR10] reads nothing but the tail when both are equal, and changes neither', async () => {
    const before = await equipped(2_000);
    for (let turn = 0; turn < 3; turn += 1) await accept(before);
    await before.writer.flush();
    const copy = await copyOf(before.database);
    const journal = before.journal.reopened(2_000);
    const { appends } = journal.disk;
    let reads = 0;
    const read = journal.read;
    Object.assign(journal, { read: (...args: Parameters<typeof read>) => ((reads += 1), read(...args)) });
    const after = await startApp(journal, copy);
    expect([reads, journal.disk.appends - appends]).toEqual([0, 0]);
    expect(await copyOf(after.database)).toEqual(copy);
  });

  it('[JR11] tells the whole store to a journal that has been lost, scans included', async () => {
    const before = await equipped();
    const hash = await attachScan(before, 'trang');
    await accept(before);
    await accept(before);
    await before.writer.flush();
    const copy = await copyOf(before.database);
    const fresh = new MemoryJournal();
    await startApp(fresh, copy);
    expect([...fresh.scans.keys()]).toEqual([hash]);
    const rebuilt = await startApp(fresh.reopened());
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(before.database));
  });

  it('[JR12] keeps what the province has answered: acknowledged, held and released rows, confirmed scans', async () => {
    const before = await equipped();
    await accept(before);
    await accept(before);
    const rows = await before.database.outbox.orderBy('stationSequence').toArray();
    const outbox = createDexieOutboxStore(before.database);
    const [first, second, third] = rows.map(({ operationId }) => operationId);
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few rows');
    await outbox.acknowledge([first], AT);
    await outbox.park(second, { code: 'rejected', detail: 'mẫu' }, AT);
    await outbox.park(third, { code: 'rejected', detail: 'mẫu' }, AT);
    await outbox.release(third);
    await before.writer.flush();
    const after = await startApp(before.journal.reopened());
    expect(await truthOf(after.database)).toEqual(await truthOf(before.database));
    const states = (await after.database.outbox.orderBy('stationSequence').toArray()).map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(['acknowledged', 'parked', 'queued']);
  });

  it('[JR12] tells of an outbox row once in full and then only what changed; attempts alone are not told', async () => {
    const before = await equipped();
    await accept(before);
    await before.writer.flush();
    const outbox = createDexieOutboxStore(before.database);
    const ids = (await before.database.outbox.toArray()).map(({ operationId }) => operationId);
    const told = (await readAll(before.journal)).length;
    await outbox.recordAttempt(ids, AT);
    await before.writer.flush();
    expect((await readAll(before.journal)).length).toBe(told);
    await outbox.acknowledge(ids, AT);
    await before.writer.flush();
    const last = (await readAll(before.journal)).at(-1);
    const text = new TextDecoder().decode(last?.bytes);
    expect(text).toContain('"state":"acknowledged"');
    expect(text).not.toContain('payloadHash');
  });

  it('[JR8] [UP14] leaves out what the retention rule has removed, and misses nothing of it', async () => {
    const before = await equipped();
    const hashes = [await attachScan(before, 'một'), await attachScan(before, 'hai'), await attachScan(before, 'ba')];
    const [removed, dropped, kept] = hashes as [string, string, string];
    const copy = await copyOf(before.database);
    const store = createDexieBlobStore(before.database, () => AT);
    for (const hash of [removed, dropped]) await store.markConfirmed(hash as never);
    const later = instantFromEpochMs(toEpochMs(AT) + 30 * MS_PER_DAY);
    expect(await removeRetiredBlobs(before.database, later, { keepDays: 30 })).toBe(2);
    await before.writer.flush();
    before.journal.scans.delete(dropped);
    for (const older of [undefined, copy]) {
      const after = await startApp(before.journal.reopened(), older);
      expect(await after.database.blobs.toCollection().primaryKeys()).toEqual([kept]);
      expect(await truthOf(after.database)).toEqual(await truthOf(before.database));
      const told = after.logger.lines.find(({ event }) => event === 'journal.reconciled');
      expect(told?.fields).toMatchObject({ damagedParts: 0, missingScans: 0 });
    }
  });

  it("[JR13] never tells the station's key, nor drafts", async () => {
    const before = await equipped();
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    await addStationKeyPair(before.database, pair);
    await before.bench.workflows.saveDraft(before.bench.draft());
    await before.writer.flush();
    const text = (await readAll(before.journal)).map(({ bytes }) => new TextDecoder().decode(bytes)).join();
    expect(text).not.toContain('stationKey');
    expect(text).not.toContain('draftId');
    const after = await startApp(before.journal.reopened());
    expect(await findStationKeyPair(after.database)).toBeUndefined();
  });

  it('[JR14] a scan whose mirror is damaged does not come back as a scan', async () => {
    const before = await equipped();
    const hash = await attachScan(before, 'trang');
    await before.writer.flush();
    before.journal.scans.set(hash, new Uint8Array([1]));
    const after = await startApp(before.journal.reopened());
    expect(await after.database.blobs.count()).toBe(0);
    expect(after.logger.lines.find(({ event }) => event === 'journal.reconciled')?.fields).toMatchObject({
      missingScans: 1,
    });
    // Neither is the mirror thrown away: it is evidence.
    expect(valueOf(await after.journal.listScans())).toEqual([hash]);
  });
});
