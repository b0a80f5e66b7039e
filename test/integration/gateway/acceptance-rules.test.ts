import { describe, expect, it } from 'vitest';
import type { DossierId, ShiftId } from '#shared/kernel/ids.ts';
import type { ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';

const kindsOf = (outcomes: readonly ItemOutcome[]): string[] =>
  outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));

describe('what the province accepts', () => {
  let gateway: TestGateway;
  let station: TestStation;
  openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
    await station.stockNumbers();
  });

  it('accepts a dossier only with a number leased to this very station for this agency', async () => {
    const other = await gateway.newStation();
    await other.stockNumbers();
    const taken = other.newDossier();
    const forged = (dossierCode: string, orderNumber: number): Operation =>
      station.acceptDossier(station.newDossier({ dossierCode, orderNumber }));
    const outcomes = await station.send([
      forged(taken.dossierCode, taken.orderNumber),
      forged('H99.01-261120-9999', 9999),
      forged('H99.01-261121-0001', 1),
      forged('H98.01-261120-0001', 1),
      forged('H99.01-261120-0001', 2),
      forged('0001', 1),
      station.acceptDossier(station.newDossier({ agencyCode: 'H98.01' })),
      station.acceptDossier(station.newDossier({ stationId: other.stationId })),
    ]);
    expect(kindsOf(outcomes)).toEqual([
      ...Array.from({ length: 6 }, () => 'numberNotLeased'),
      'foreignStation',
      'foreignStation',
    ]);
  });

  it('never accepts one code, or one dossier, twice', async () => {
    const dossier = station.newDossier();
    await station.send([station.acceptDossier(dossier)]);
    const sameCode = station.newDossier({ dossierCode: dossier.dossierCode, orderNumber: dossier.orderNumber });
    const sameDossier = station.newDossier({ dossierId: dossier.dossierId });
    const twice = station.newDossier();
    expect(
      kindsOf(
        await station.send([
          station.acceptDossier(sameCode),
          station.acceptDossier(sameDossier),
          station.acceptDossier(twice),
          station.acceptDossier({
            ...station.newDossier(),
            dossierCode: twice.dossierCode,
            orderNumber: twice.orderNumber,
          }),
        ]),
      ),
    ).toEqual(['dossierCodeTaken', 'illegalState', 'accepted', 'dossierCodeTaken']);
  });

  it('checks state, procedure version, line and amounts of a dossier', async () => {
    const stray = station.newDossier();
    const outcomes = await station.send([
      station.acceptDossier(station.newDossier({ state: 'returned' })),
      station.acceptDossier(station.newDossier({ procedureVersion: 7 })),
      station.acceptDossier(station.newDossier({ procedureCode: '9.999999' })),
      station.acceptDossier(station.newDossier({ feeTotalVnd: 1 })),
      station.operation('acceptDossier', `dossier:${newId()}`, { dossier: stray }),
      station.operation('acceptDossier', `shift:${stray.dossierId}`, { dossier: stray }),
      station.acceptDossier(station.newDossier({ dossierId: newId<DossierId>().toUpperCase() as DossierId })),
    ]);
    expect(kindsOf(outcomes)).toEqual([
      'illegalState',
      'unknownProcedureVersion',
      'unknownProcedureVersion',
      'amountMismatch',
      'malformedOperation',
      'malformedOperation',
      'malformedOperation',
    ]);
    expect((await gateway.admin.summary()).operations).toBe(0);
  });

  it('checks the payments against the dossier and never books one twice', async () => {
    const dossier = station.newDossier();
    const payment = station.newPayment(dossier, newId<ShiftId>());
    await station.send([station.acceptDossier(dossier), station.collectFee(payment)]);
    const again = { ...payment, shiftId: newId<ShiftId>() };
    const misnamed = station.newPayment(dossier, newId<ShiftId>(), { dossierCode: 'H99.01-261120-0002' });
    expect(kindsOf(await station.send([station.collectFee(again), station.collectFee(misnamed)]))).toEqual([
      'illegalState',
      'unknownDossier',
    ]);
    expect((await gateway.admin.summary()).feeTotalVnd).toBe(20_000);
  });

  it('lets a dossier in after a supplement request, and never after a refusal', async () => {
    const supplemented = newId<DossierId>();
    const refusedId = newId<DossierId>();
    const outcomes = await station.send([
      station.requestSupplement(supplemented),
      station.acceptDossier(station.newDossier({ dossierId: supplemented })),
      station.refuseDossier(refusedId),
      station.acceptDossier(station.newDossier({ dossierId: refusedId })),
    ]);
    expect(kindsOf(outcomes)).toEqual(['accepted', 'accepted', 'accepted', 'illegalState']);
    expect(kindsOf(await station.send([station.refuseDossier(supplemented)]))).toEqual(['illegalState']);
  });
});
