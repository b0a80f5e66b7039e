import { describe, expect, it } from 'vitest';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { catalogueOf } from '#test/unit/renderer/counter-bench.ts';
import { procedure } from '#test/unit/shared/domain/samples.ts';

/** A version that the province does not know: it refuses what is taken in under it, until it is published. */
const EARLY = { ...procedure, procedureVersion: 9 };
const PATIENCE = { timeout: 30_000, interval: 25 };

let house: GatewayHouse;
let counter: Counter;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
  await counter.database.procedures.put(EARLY);
});

const acceptEarly = (...[scans]: Parameters<Counter['acceptSimpleDossier']>) =>
  counter.acceptSimpleDossier(scans, { procedureVersion: EARLY.procedureVersion });
const codesAtGateway = async (): Promise<string[]> =>
  (await house.gateway.admin.listDossiers())
    .filter((dossier) => dossier.isComplete)
    .map((dossier) => dossier.dossierCode);
const parkedRows = async () => (await counter.openRows()).filter((row) => row.state === 'parked');

describe('a dossier that the province refuses', () => {
  it('[EN3] is set aside with the reason, and the dossiers after it flow', async () => {
    const refused = await acceptEarly();
    const others = [
      await counter.acceptSimpleDossier(2),
      await counter.acceptSimpleDossier(0),
      await counter.acceptSimpleDossier(1),
    ];
    await expect.poll(codesAtGateway, PATIENCE).toEqual(others.map(({ dossier }) => dossier.dossierCode));
    expect(await parkedRows()).toMatchObject([
      {
        kind: 'acceptDossier',
        dossierId: refused.dossier.dossierId,
        parkedReason: {
          code: 'unknownProcedureVersion',
          detail: 'Thủ tục hoặc phiên bản thủ tục không có trong danh mục của tỉnh.',
        },
      },
    ]);
    expect(await counter.statusThat((status) => status.held === 1)).toMatchObject({ connection: 'online' });
  });

  it('[EN3] holds back no money: neither its own nor that of other dossiers of the shift', async () => {
    const refused = await acceptEarly();
    const others = [await counter.acceptSimpleDossier(), await counter.acceptSimpleDossier()];
    const feesAtGateway = async (): Promise<number> => (await house.gateway.admin.summary()).feeTotalVnd;
    await expect.poll(feesAtGateway, PATIENCE).toBe(72_000);
    await expect.poll(codesAtGateway, PATIENCE).toEqual(others.map(({ dossier }) => dossier.dossierCode));
    expect((await parkedRows()).map((row) => row.dossierId)).toEqual([refused.dossier.dossierId]);
    await expect
      .poll(async () => (await counter.openRows()).map((row) => row.kind), PATIENCE)
      .toEqual(['acceptDossier']);
  });

  it('[EN3] does not hold back a scan that another dossier has as well', async () => {
    const shared = await counter.scan();
    await acceptEarly([shared]);
    const other = await counter.acceptSimpleDossier([shared]);
    await expect.poll(codesAtGateway, PATIENCE).toEqual([other.dossier.dossierCode]);
    expect(await parkedRows()).toHaveLength(1);
  });

  it('[EN24] goes through with its code, its money and its scans once the cause is gone and an officer releases it', async () => {
    const refused = await acceptEarly(2);
    const other = await counter.acceptSimpleDossier(1);
    await expect.poll(parkedRows, PATIENCE).toHaveLength(1);
    const [parked] = await parkedRows();
    if (parked === undefined) throw new Error('one row is parked');

    // Released too early it is refused again, and nothing is lost.
    expect(await counter.runner.release(parked.operationId)).toEqual({ ok: true, value: null });
    await expect.poll(async () => (await counter.database.outbox.get(parked.operationId))?.attempts, PATIENCE).toBe(2);
    await expect.poll(parkedRows, PATIENCE).toHaveLength(1);

    await house.gateway.admin.publishCatalogue(catalogueOf([procedure, EARLY], 2));
    await counter.runner.release(parked.operationId);
    await counter.drain();
    const codes = [refused, other].map(({ dossier }) => dossier.dossierCode);
    expect(await codesAtGateway()).toEqual(codes);
    expect(await house.gateway.admin.summary()).toMatchObject({
      operations: 4,
      feePayments: 2,
      feeTotalVnd: 48_000,
      blobs: 3,
    });
    expect(await counter.statusThat((status) => status.held === 0 && status.waiting === 0)).toMatchObject({
      connection: 'online',
    });
  });

  it('is still set aside after the app was opened again', async () => {
    await acceptEarly(1);
    await expect.poll(parkedRows, PATIENCE).toHaveLength(1);
    await counter.runner.stop();
    counter.runner.start();
    expect(await counter.statusThat((status) => status.connection === 'online' && status.held === 1)).toBeDefined();
    expect(await parkedRows()).toMatchObject([{ parkedReason: { code: 'unknownProcedureVersion' } }]);
  });
});

describe('an intake that was declined', () => {
  it('reaches the province as a decision and leaves no dossier', async () => {
    const reason = 'Hồ sơ không thuộc thẩm quyền giải quyết của xã';
    expect(await counter.workflows.refuseDossier(counter.session, counter.draft(), reason)).toMatchObject({ ok: true });
    const draft = counter.draft();
    const incomplete = {
      ...draft,
      components: draft.components.map((component) => ({ ...component, isReceived: false })),
    };
    expect(await counter.workflows.requestSupplement(counter.session, incomplete, reason, {})).toMatchObject({
      ok: true,
    });
    await counter.drain();
    expect(await house.gateway.admin.summary()).toMatchObject({ intakeDecisions: 2, dossiers: 0, feePayments: 0 });
  });
});
