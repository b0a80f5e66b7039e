import { describe, expect, it } from 'vitest';
import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { catalogueOf } from '#test/unit/renderer/counter-bench.ts';
import { copyRate, extractRate, procedure } from '#test/unit/shared/domain/samples.ts';

/** The next version: another way to charge, and one paper less. */
const NEWER = {
  ...procedure,
  procedureVersion: 4,
  feeRates: [{ ...extractRate, feeRateId: copyRate.feeRateId }],
  components: procedure.components.slice(0, 2),
};
const PATIENCE = { timeout: 30_000, interval: 25 };

let house: GatewayHouse;
let counter: Counter;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
});

const hasVersion = async (version: number): Promise<boolean> =>
  (await findOfficeData(counter.database))?.catalogueVersion === version;

describe('a new catalogue', () => {
  it('reaches the counter while it works; an open draft keeps the version it was begun under', async () => {
    const draft = counter.draft();
    await counter.workflows.saveDraft({ ...draft, summary: 'Bản sao bằng tốt nghiệp' });
    await house.gateway.admin.publishCatalogue(catalogueOf([NEWER], 2));
    await expect.poll(() => hasVersion(2), PATIENCE).toBe(true);
    expect(await findProcedure(counter.database, procedure.procedureCode, 3)).toEqual(procedure);

    const old = await counter.workflows.acceptDossier(counter.session, draft);
    const fresh = await counter.workflows.acceptDossier(counter.session, {
      ...counter.draft({ procedureVersion: 4 }),
      components: counter.workflows.startComponents(NEWER).map((component) => ({ ...component, isReceived: true })),
    });
    await counter.drain();
    const accepted = [old, fresh].map((result) => (result.ok ? result.value.dossier : undefined));
    expect(accepted.map((dossier) => [dossier?.procedureVersion, dossier?.feeTotalVnd])).toEqual([
      [3, 24_000],
      [4, 16_000],
    ]);
    const dossiers = await house.gateway.admin.listDossiers();
    expect(dossiers.map(({ dossierCode, paidVnd }) => [dossierCode, paidVnd])).toEqual(
      accepted.map((dossier) => [dossier?.dossierCode, dossier?.feeTotalVnd]),
    );
  });

  it('is fetched after an outage during which it was published', async () => {
    await house.gateway.admin.publishCatalogue(catalogueOf([procedure, NEWER], 2));
    await expect.poll(() => hasVersion(2), PATIENCE).toBe(true);
    counter.network.script = () => ({ kind: 'cut' });
    await counter.statusThat((status) => status.connection === 'offline');
    await house.gateway.admin.publishCatalogue(catalogueOf([procedure, NEWER], 3));
    counter.network.recover();
    await expect.poll(() => hasVersion(3), PATIENCE).toBe(true);
  });
});

describe('what the province decides about a dossier', () => {
  it('shows at the counter that took it in, and nowhere else', async () => {
    const other = await house.newCounter();
    const { dossier } = await counter.acceptSimpleDossier(0);
    const foreign = await other.acceptSimpleDossier(0);
    await counter.drain();
    await other.drain();
    await house.gateway.admin.changeDossierState(dossier.dossierId, 'processing');
    await house.gateway.admin.changeDossierState(dossier.dossierId, 'resolved');
    const stateOf = async () => (await counter.database.dossiers.get(dossier.dossierId))?.state;
    await expect.poll(stateOf, PATIENCE).toBe('resolved');
    expect((await counter.database.dossierSummaries.get(dossier.dossierId))?.state).toBe('resolved');
    expect((await other.database.dossiers.get(foreign.dossier.dossierId))?.state).toBe('accepted');
  });
});
