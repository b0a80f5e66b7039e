import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { openStore } from '#test/support/counter-store.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';
import { fillDisk, type FullDisk } from './full-disk.ts';

describe.each<[string, FullDisk]>([
  ['by a failed write', 'request'],
  ['by aborting the transaction', 'abort'],
])('a full disk, reported %s', (_name, how) => {
  const openFull = async () => {
    const bench = await new CounterBench(openStore()).equip();
    const draft = bench.draft();
    valueOf(await bench.commit({ drafts: [draft] }));
    bench.database.close();
    const disk = fillDisk(bench.database, how);
    await bench.database.open();
    return { bench, draft, disk };
  };
  const full = { ok: false, error: { code: 'storageFull' } };

  it('refuses an acceptance as storageFull, writes nothing and keeps the draft', async () => {
    const { bench, draft } = await openFull();
    const before = await bench.everything();
    expect(await bench.workflows.acceptDossier(bench.session, draft)).toEqual(full);
    expect(await bench.everything()).toEqual(before);
    expect(before['drafts']).toHaveLength(1);
    expect(bench.host.printed).toEqual([]);
    expect(bench.nudges).toBe(0);
  });

  it('refuses a scan as storageFull and stores no part of it', async () => {
    const { bench } = await openFull();
    const blob = { hash: 'a'.repeat(64) as Sha256, mediaType: 'image/png', bytes: new ArrayBuffer(9), storedAt: NOW };
    expect(await bench.commit({ blobs: [blob] })).toEqual(full);
    expect(await bench.database.blobs.count()).toBe(0);
  });

  it('takes the same acceptance once there is room again, with the first number', async () => {
    const { bench, draft, disk } = await openFull();
    expect(await bench.workflows.acceptDossier(bench.session, draft)).toEqual(full);
    disk.isFull = false;
    const accepted = valueOf(await bench.workflows.acceptDossier(bench.session, draft));
    expect(accepted.dossier.orderNumber).toBe(1);
    expect(await bench.database.outbox.orderBy('stationSequence').keys()).toEqual([1, 2]);
  });
});
