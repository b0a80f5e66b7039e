import { expect, it } from 'vitest';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

let house: GatewayHouse;
let counter: Counter;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
});

it('[CZ7] [CZ8] a rating given in an outage arrives once, behind its dossier, also when its answer is lost', async () => {
  counter.network.script = () => ({ kind: 'cut' });
  const { dossier } = valueOf(await counter.workflows.acceptDossier(counter.session, counter.draft()));
  const { dossierCode, dossierId } = dossier;
  const rating = { dossierCode, score: 4, reasons: ['guidance'] } as const;
  const rate = () => counter.workflows.rateDossier(counter.session, { ...rating, reasons: [...rating.reasons] });
  expect(await rate()).toEqual({ ok: true, value: null });
  let isLost = false;
  counter.network.script = ({ path }) => {
    if (path !== '/v1/operations' || isLost) return { kind: 'deliver' };
    isLost = true;
    return { kind: 'loseAnswer' };
  };
  await counter.drain();
  expect(isLost).toBe(true);
  expect(await house.gateway.admin.findRatings([dossierId])).toMatchObject([rating]);
  expect(await rate()).toEqual({ ok: false, error: { code: 'alreadyRated' } });
});
