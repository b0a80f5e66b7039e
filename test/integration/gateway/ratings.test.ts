import { describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';

describe('ratings at the province', () => {
  let gateway: TestGateway;
  let station: TestStation;
  openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
    await station.stockNumbers(3);
  });

  const rated = (dossier: Dossier, change: object = {}, from = station): Operation =>
    from.operation('rateDossier', lineOfDossier(dossier.dossierId), {
      ...{ dossierId: dossier.dossierId, dossierCode: dossier.dossierCode, score: 5, reasons: ['waiting'] },
      ...{ ratedAt: dossier.acceptedAt, ...change },
    });
  const answersOf = async (operations: readonly Operation[], from = station): Promise<readonly string[]> =>
    (await from.send(operations)).map((item) => (item.outcome === 'refused' ? item.code : item.outcome));
  const scores = async (dossier: Dossier): Promise<readonly number[]> =>
    (await gateway.admin.findRatings([dossier.dossierId])).map(({ score }) => score);

  it('[CZ8] are stored once for each dossier: a second one is refused, in the same batch and later', async () => {
    const dossier = station.newDossier();
    const first = rated.bind(null, dossier);
    const accept = station.acceptDossier(dossier);
    expect(await answersOf([accept, first()])).toEqual(['accepted', 'accepted']);
    expect(await gateway.admin.findRatings([dossier.dossierId])).toMatchObject([
      { dossierCode: dossier.dossierCode, score: 5, reasons: ['waiting'], stationId: station.stationId },
    ]);
    expect(await answersOf([first({ score: 1 })])).toEqual(['illegalState']);
    expect(await scores(dossier)).toEqual([5]);

    const other = station.newDossier();
    const both = [station.acceptDossier(other), rated(other, { score: 3 }), rated(other, { score: 4 })];
    expect(await answersOf(both)).toEqual(['accepted', 'accepted', 'illegalState']);
    expect(await scores(other)).toEqual([3]);
  });

  it('[CZ8] of no dossier, of another code, of another station or with a foreign score are refused', async () => {
    const dossier = station.newDossier();
    await station.send([station.acceptDossier(dossier)]);
    expect(await answersOf([rated({ ...dossier, dossierId: newId() })])).toEqual(['unknownDossier']);
    expect(await answersOf([rated(dossier, { dossierCode: 'H99.01-261122-9999' })])).toEqual(['unknownDossier']);
    const stranger = await gateway.newStation();
    expect(await answersOf([rated(dossier, {}, stranger)], stranger)).toEqual(['unknownDossier']);
    expect(await answersOf([rated(dossier, { score: 6 })])).toEqual(['malformedOperation']);
    expect(await answersOf([rated(dossier, { reasons: ['waiting', 'waiting'] })])).toEqual(['malformedOperation']);
    expect(await scores(dossier)).toEqual([]);
  });
});
