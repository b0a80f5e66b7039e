import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { watchSummaries } from '#renderer/data/repositories/dossier-summaries.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { openStore } from '#test/support/counter-store.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';

describe('watching the list of dossiers', () => {
  it('tells at once, after a new dossier, and after another state of an old one, also from another window', async () => {
    const engine = new IDBFactory();
    const bench = await new CounterBench(openStore(engine, 'watched')).equip();
    const oldest = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())).dossier;
    bench.clock.advance(1_000);
    valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    let changes = 0;
    const stop = watchSummaries(bench.database, () => {
      changes += 1;
    });
    await expect.poll(() => changes).toBe(1);
    valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    await expect.poll(() => changes).toBe(2);
    const payload = { dossierId: oldest.dossierId, state: 'resolved', changedAt: NOW };
    const elsewhere = createDexieChangeSink(openStore(engine, 'watched'));
    await elsewhere.applyChanges([{ changeNumber: 1, kind: 'dossierStateChanged', payload }], 1, NOW);
    await expect.poll(() => changes).toBeGreaterThan(2);
    stop();
  });

  it('tells nothing more after it was stopped', async () => {
    const bench = await new CounterBench().equip();
    const heard: string[] = [];
    const watchers = ['stopped', 'watching'].map((name) => watchSummaries(bench.database, () => heard.push(name)));
    await expect.poll(() => heard.length).toBe(2);
    watchers[0]?.();
    valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    await expect.poll(() => heard.filter((name) => name === 'watching').length).toBe(2);
    expect(heard.filter((name) => name === 'stopped')).toHaveLength(1);
    watchers[1]?.();
  });
});
