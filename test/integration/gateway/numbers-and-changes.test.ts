import { describe, expect, it } from 'vitest';
import type { DossierId } from '#shared/kernel/ids.ts';
import { addDays } from '#shared/kernel/instant.ts';
import type { ChangesResponse } from '#sync/protocol/messages.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import { openTestGateway, SAMPLE_AGENCY, sampleCatalogue, type TestGateway } from '#test/support/gateway-harness.ts';
import { newId, parse, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const DAY = '2026-11-20';
const OTHER_AGENCY = 'H99.02';

describe('numbers, catalogue and changes', () => {
  let gateway: TestGateway;
  let station: TestStation;
  const databases = openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
  });

  const problemOf = (answer: CallAnswer): [number, unknown] => [
    answer.status,
    (JSON.parse(answer.text) as Record<string, unknown>)['code'],
  ];

  describe('leases', () => {
    it('gives one block for each day, from 1 on, each day counting for itself', async () => {
      const blocks = await station.lease(['2026-11-23', DAY, DAY], 20);
      expect(blocks).toMatchObject([
        { agencyCode: SAMPLE_AGENCY, workingOn: DAY, from: 1, to: 20 },
        { agencyCode: SAMPLE_AGENCY, workingOn: '2026-11-23', from: 1, to: 20 },
      ]);
      expect(await station.lease([DAY], 5)).toMatchObject([{ workingOn: DAY, from: 21, to: 25 }]);
    });

    it('gives the same blocks for the same request, however often and at once', async () => {
      const requestId = newId();
      const all = await Promise.all(Array.from({ length: 8 }, () => station.lease([DAY, '2026-11-23'], 10, requestId)));
      for (const blocks of all) expect(blocks).toEqual(all[0]);
      expect(await station.lease([DAY], 1)).toMatchObject([{ from: 11, to: 11 }]);
    });

    it('never gives a number to two stations, and leaves no gap, when many ask at once', async () => {
      const second = await openTestGateway(databases, { databaseUrl: gateway.databaseUrl, catalogue: 'none' });
      try {
        const stations = await Promise.all([0, 1, 2, 3].flatMap(() => [gateway.newStation(), second.newStation()]));
        const days = [DAY, '2026-11-23', '2026-11-24'];
        const asked = stations.flatMap((asking, place) => [
          asking.lease(days, 3 + place),
          asking.lease([...days].reverse(), 1),
        ]);
        const blocks = (await Promise.all(asked)).flat();
        for (const day of days) {
          const numbers = blocks
            .filter(({ workingOn }) => workingOn === day)
            .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, place) => from + place));
          expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, place) => place + 1));
        }
      } finally {
        await second.stop();
      }
    });

    it('counts each agency for itself', async () => {
      await gateway.admin.publishCatalogue(sampleCatalogue(OTHER_AGENCY));
      const other = await gateway.newStation(OTHER_AGENCY);
      expect(await station.lease([DAY], 10)).toMatchObject([{ from: 1, to: 10 }]);
      expect(await other.lease([DAY], 10)).toMatchObject([{ agencyCode: OTHER_AGENCY, from: 1, to: 10 }]);
    });

    it('refuses days far from today and requests beyond the bounds', async () => {
      const lease = (body: unknown): Promise<CallAnswer> => station.call({ method: 'POST', url: '/v1/leases', body });
      const today = gateway.clock.today();
      for (const day of [addDays(today, -2), addDays(today, 93), '1970-01-01', '9999-12-31']) {
        const answer = await lease({ requestId: newId(), days: [today, day], size: 1 });
        expect([day, ...problemOf(answer)]).toEqual([day, 422, 'leaseDayOutOfRange']);
      }
      for (const day of [addDays(today, -1), addDays(today, 92)]) expect(await station.lease([day], 1)).toHaveLength(1);
      const requestId = newId();
      const bad = [
        { requestId, days: [], size: 1 },
        { requestId, days: [DAY], size: 0 },
        { requestId, days: [DAY], size: 501 },
        { requestId, days: ['2026-02-30'], size: 1 },
        { requestId: '', days: [DAY], size: 1 },
        { requestId: 'a\u0000', days: [DAY], size: 1 },
      ];
      for (const body of bad) expect(problemOf(await lease(body))).toEqual([400, 'malformedBody']);
      expect(await station.lease([DAY], 1)).toMatchObject([{ from: 1 }]);
    });
  });

  describe('catalogue', () => {
    const get = (etag?: string): Promise<CallAnswer> =>
      station.call({
        method: 'GET',
        url: '/v1/catalogue',
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      });

    it('is given whole, and not again while it stays the same', async () => {
      const answer = await get();
      expect(parse(answer, 200)).toEqual(sampleCatalogue());
      expect(answer.headers['etag']).toBe('"1"');
      for (const etag of ['"1"', 'W/"1"', '"0", "1"', '*'])
        expect(await get(etag)).toMatchObject({ status: 304, text: '' });
      for (const etag of ['"0"', '1', '']) expect((await get(etag)).status).toBe(200);
    });

    it('is replaced by a newer version, which the stations of the agency are told about', async () => {
      await gateway.admin.publishCatalogue(sampleCatalogue(OTHER_AGENCY));
      const other = await gateway.newStation(OTHER_AGENCY);
      expect(await gateway.admin.publishCatalogue(sampleCatalogue(SAMPLE_AGENCY, 2))).toEqual({ ok: true, value: 2 });
      expect(await gateway.admin.publishCatalogue(sampleCatalogue(SAMPLE_AGENCY, 2))).toEqual({
        ok: false,
        error: { code: 'versionNotNewer' },
      });
      expect((await get('"1"')).headers['etag']).toBe('"2"');
      const ask = async (asking: TestStation): Promise<ChangesResponse> =>
        parse(await asking.call({ method: 'GET', url: '/v1/changes' }), 200);
      expect((await ask(station)).changes).toMatchObject([
        { kind: 'catalogueChanged', payload: { catalogueVersion: 2 } },
      ]);
      expect((await ask(other)).changes).toEqual([]);
    });

    it('still lets in dossiers of a version that is no longer in force', async () => {
      await station.stockNumbers(1);
      const dossier = station.newDossier();
      const next = sampleCatalogue(SAMPLE_AGENCY, 2);
      await gateway.admin.publishCatalogue({
        ...next,
        procedures: next.procedures.map((procedure) => ({ ...procedure, procedureVersion: 2 })),
      });
      expect(await station.send([station.acceptDossier(dossier)])).toMatchObject([{ outcome: 'accepted' }]);
    });

    it('says when an agency has none', async () => {
      const stranger = await gateway.newStation('H99.99');
      expect(problemOf(await stranger.call({ method: 'GET', url: '/v1/catalogue' }))).toEqual([
        404,
        'catalogueMissing',
      ]);
    });
  });

  describe('changes', () => {
    const ask = (query: string): Promise<CallAnswer> => station.call({ method: 'GET', url: `/v1/changes${query}` });
    const page = async (query: string): Promise<ChangesResponse> => parse(await ask(query), 200);

    it('come in order, page by page, only those of the station, and not as an echo of what it sent', async () => {
      const other = await gateway.newStation();
      await station.stockNumbers();
      await other.stockNumbers();
      const ours = [station.newDossier(), station.newDossier(), station.newDossier()];
      const theirs = other.newDossier();
      await station.send(ours.map((dossier) => station.acceptDossier(dossier)));
      await other.send([other.acceptDossier(theirs)]);
      expect(await page('')).toEqual({ changes: [], nextCursor: 0, hasMore: false });

      for (const { dossierId } of [theirs, ...ours]) await gateway.admin.changeDossierState(dossierId, 'processing');
      const first = await page('?cursor=0&limit=2');
      expect(first).toMatchObject({ hasMore: true, nextCursor: first.changes[1]?.changeNumber });
      const rest = await page(`?cursor=${first.nextCursor}&limit=2`);
      expect(rest.hasMore).toBe(false);
      expect([...first.changes, ...rest.changes].map(({ payload }) => payload)).toEqual(
        ours.map(({ dossierId }) => ({ dossierId, state: 'processing', changedAt: gateway.clock.now() })),
      );
      expect(await page(`?cursor=${rest.nextCursor}`)).toEqual({
        changes: [],
        nextCursor: rest.nextCursor,
        hasMore: false,
      });
      expect((await gateway.admin.listDossiers()).map(({ state }) => state)).toEqual(
        Array.from({ length: 4 }, () => 'processing'),
      );
      expect(await gateway.admin.changeDossierState(newId<DossierId>(), 'returned')).toEqual({
        ok: false,
        error: { code: 'unknownDossier' },
      });
    });

    it('never show a number before a smaller one, while many are made at once', async () => {
      await station.stockNumbers();
      const dossiers = Array.from({ length: 5 }, () => station.newDossier());
      await station.send(dossiers.map((dossier) => station.acceptDossier(dossier)));
      const seen: number[] = [];
      let cursor = 0;
      const read = async (): Promise<void> => {
        const { changes, nextCursor } = await page(`?cursor=${cursor}`);
        seen.push(...changes.map(({ changeNumber }) => changeNumber));
        cursor = nextCursor;
      };
      const written = Promise.all(
        [...dossiers, ...dossiers, ...dossiers].map(({ dossierId }) =>
          gateway.admin.changeDossierState(dossierId, 'processing'),
        ),
      );
      for (let read15 = 0; read15 < 15; read15 += 1) await read();
      await written;
      await read();
      expect(seen).toEqual(Array.from({ length: 15 }, (_, place) => place + 1));
    });

    it('refuse cursors that were never given out and limits beyond the bounds', async () => {
      for (const cursor of ['1', '-1', '1.5', 'abc', '99999999999999999999', '0x1', '%00', '1&cursor=2']) {
        expect([cursor, ...problemOf(await ask(`?cursor=${cursor}`))]).toEqual([cursor, 400, 'badCursor']);
      }
      for (const limit of ['0', '501', '-1', 'abc', '']) {
        expect([limit, ...problemOf(await ask(`?limit=${limit}`))]).toEqual([limit, 400, 'malformedQuery']);
      }
    });
  });
});
