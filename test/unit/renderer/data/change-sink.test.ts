import { describe, expect, it } from 'vitest';
import { listChainBreaks } from '#renderer/data/repositories/chain-break-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { instantFromEpochMs, toEpochMs } from '#shared/kernel/instant.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';

describe('a page of changes', () => {
  it('sets the state of a dossier and keeps what this build does not know, with the cursor', async () => {
    const bench = await new CounterBench().equip();
    const { dossier } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    const { dossierId } = dossier;
    const sink = createDexieChangeSink(bench.database);
    const future = { changeNumber: 2, kind: 'resultReady', payload: { shelf: 'A1' } };
    const strange = { changeNumber: 3, kind: 'dossierStateChanged', payload: { dossierId, state: 'lost' } };
    const known = {
      changeNumber: 1,
      kind: 'dossierStateChanged',
      payload: { dossierId, state: 'processing', changedAt: NOW },
    };
    await sink.applyChanges([known, future, strange], 3, NOW);
    expect(await bench.database.dossiers.get(dossierId)).toMatchObject({ state: 'processing' });
    expect(await bench.database.deferredChanges.toArray()).toEqual([
      { ...future, receivedAt: NOW },
      { ...strange, receivedAt: NOW },
    ]);
    expect(await sink.readCursor()).toBe(3);
  });

  it('[SG9] keeps each reported break of the chain once, with the time of the first report', async () => {
    const bench = await new CounterBench().equip();
    const sink = createDexieChangeSink(bench.database);
    const report = (changeNumber: number, payload: unknown) => ({ changeNumber, kind: 'chainBroken', payload });
    await sink.applyChanges([report(1, { stationSequences: [12, 7] })], 1, NOW);
    const later = instantFromEpochMs(toEpochMs(NOW) + 60_000);
    const strange = report(3, { stationSequences: ['7'] });
    await sink.applyChanges([report(2, { stationSequences: [7, 13] }), strange], 3, later);
    expect(await listChainBreaks(bench.database)).toEqual([
      { stationSequence: 7, reportedAt: NOW },
      { stationSequence: 12, reportedAt: NOW },
      { stationSequence: 13, reportedAt: later },
    ]);
    expect(await bench.database.deferredChanges.toArray()).toEqual([{ ...strange, receivedAt: later }]);
  });

  it('is applied wholly or not at all', async () => {
    const bench = await new CounterBench().equip();
    const { dossierId } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())).dossier;
    const sink = createDexieChangeSink(bench.database);
    const known = {
      changeNumber: 1,
      kind: 'dossierStateChanged',
      payload: { dossierId, state: 'processing', changedAt: NOW },
    };
    const cannotBeStored = { changeNumber: 2, kind: 'resultReady', payload: () => 'a function' };
    await expect(sink.applyChanges([known, cannotBeStored], 2, NOW)).rejects.toThrow();
    expect(await bench.database.dossiers.get(dossierId)).toMatchObject({ state: 'accepted' });
    expect(await sink.readCursor()).toBe(0);
  });

  it('leaves numbers that were taken meanwhile taken when a block is sent again', async () => {
    const bench = await new CounterBench().equip(10);
    const [block] = await bench.database.numberBlocks.toArray();
    if (block === undefined) throw new Error('equip leases a block');
    valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    const { next: _, ...sent } = block;
    const sink = createDexieChangeSink(bench.database);
    await sink.addNumberBlocks([sent]);
    expect(await sink.readUnusedNumbers(bench.clock.today())).toEqual(new Map([[bench.clock.today(), 9]]));
  });
});
