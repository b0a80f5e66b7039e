import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
let dossier: Dossier;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  ({ dossier } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())));
  await expect.poll(() => bench.nudges).toBe(1);
});

const rate = (score: 1 | 2 | 3 | 4 | 5, dossierCode = dossier.dossierCode) =>
  bench.workflows.rateDossier(bench.session, { dossierCode, score, reasons: ['waiting', 'guidance'] });
const sent = () => bench.database.outbox.filter(({ kind }) => kind === 'rateDossier').toArray();

describe('a rating by the citizen', () => {
  it('[CZ7] is written with its operation on the line of the dossier and a ledger entry, and told to the sync', async () => {
    expect(await rate(4)).toEqual({ ok: true, value: null });
    const { dossierId, dossierCode } = dossier;
    const rating = { dossierId, dossierCode, score: 4, reasons: ['waiting', 'guidance'], ratedAt: bench.clock.now() };
    expect(await bench.database.ratings.toArray()).toEqual([rating]);
    expect((await sent()).map(({ lineKey, payload }) => ({ lineKey, payload }))).toEqual([
      { lineKey: lineOfDossier(dossierId), payload: rating },
    ]);
    const entries = await bench.database.ledger.filter(({ kind }) => kind === 'dossierRated').toArray();
    expect(entries.map(({ facts }) => facts)).toEqual([{ reasonCount: 2 }]);
    expect(bench.nudges).toBe(2);
  });

  it('[CZ7] is taken once for each dossier, and the first one stands', async () => {
    await rate(2);
    expect(await rate(5)).toEqual({ ok: false, error: { code: 'alreadyRated' } });
    expect((await bench.database.ratings.toArray()).map(({ score }) => score)).toEqual([2]);
    expect(await sent()).toHaveLength(1);
  });

  it('[CZ7] is taken once, also when two windows send it at the same moment', async () => {
    const outcomes = await Promise.all([rate(1), rate(5)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await bench.database.ratings.count()).toBe(1);
    expect(await sent()).toHaveLength(1);
  });

  it('[CZ7] of a code that is not in the store is refused and leaves nothing', async () => {
    expect(await rate(5, 'H99.01-261122-9999')).toEqual({ ok: false, error: { code: 'unknownDossierCode' } });
    expect(await bench.database.ratings.count()).toBe(0);
    expect(await sent()).toEqual([]);
  });
});
