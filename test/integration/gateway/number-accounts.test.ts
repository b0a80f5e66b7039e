import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatDossierCode } from '#shared/domain/dossier-code.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { LAST_LEASED_NUMBER } from '#shared/domain/number-space.ts';
import { formatProvisionalCode } from '#shared/domain/provisional-code.ts';
import type { ShiftId } from '#shared/kernel/ids.ts';
import { addDays, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import type { ChangesResponse, LeaseResponse } from '#sync/protocol/messages.ts';
import {
  openTestGateway,
  SAMPLE_AGENCY,
  sampleCatalogue,
  TEST_NOW,
  type TestGateway,
} from '#test/support/gateway-harness.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, parse, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const DAY = '2026-11-20' as LocalDate;

describe('numbers at the gateway', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let station: TestStation;
  let agency = SAMPLE_AGENCY;
  let agencies = 10;
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
  });
  afterAll(async () => {
    await gateway.stop();
  });
  // Numbers count for each agency: one of its own costs less than a database of its own.
  beforeEach(async () => {
    agencies += 1;
    agency = `H99.${String(agencies)}`;
    gateway.clock.setWall(TEST_NOW);
    await gateway.admin.publishCatalogue(sampleCatalogue(agency));
    station = await gateway.newStation(agency);
  });

  const post = (asking: TestStation, url: string, body: unknown): Promise<CallAnswer> =>
    asking.call({ method: 'POST', url, body });
  const lease = async (asking: TestStation, days: readonly string[], size: number, requestId = newId<string>()) =>
    parse<LeaseResponse>(await post(asking, '/v1/leases', { requestId, days, size }), 200);
  const bandOf = async (asking: TestStation): Promise<{ from: number; to: number }> => {
    const { band } = await lease(asking, [DAY], 1);
    if (band === undefined) throw new Error('every lease brings the band');
    return band;
  };
  const giveBack = (
    asking: TestStation,
    ranges: readonly unknown[],
    requestId = newId<string>(),
  ): Promise<CallAnswer> => post(asking, '/v1/number-returns', { requestId, ranges });
  const problemOf = (answer: CallAnswer): [number, unknown] => [
    answer.status,
    (JSON.parse(answer.text) as Record<string, unknown>)['code'],
  ];
  const numbered = (asking: TestStation, orderNumber: number, day = DAY, changes: Partial<Dossier> = {}): Dossier =>
    asking.newDossier({ dossierCode: formatDossierCode(agency, day, orderNumber), orderNumber, ...changes });
  const provisional = (asking: TestStation, n: number, changes: Partial<Dossier> = {}): Dossier => {
    const code = formatProvisionalCode(asking.stationId, DAY, n);
    return asking.newDossier({ dossierCode: code, provisionalCode: code, orderNumber: n, ...changes });
  };
  const send = async (asking: TestStation, ...dossiers: readonly Dossier[]): Promise<string[]> => {
    const outcomes = await asking.send(dossiers.map((dossier) => asking.acceptDossier(dossier)));
    return outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));
  };
  const changesOf = async (asking: TestStation): Promise<ChangesResponse['changes']> =>
    parse<ChangesResponse>(await asking.call({ method: 'GET', url: '/v1/changes' }), 200).changes;
  const statesOf = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { state } of await gateway.admin.listNumbers(agency, DAY)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };

  describe('requests', () => {
    it('[GW8] refuses a lease id that was used for something else, and leases nothing for it', async () => {
      const requestId = newId<string>();
      const { blocks } = await lease(station, [DAY, '2026-11-23'], 10, requestId);
      for (const body of [
        { requestId, days: [DAY, '2026-11-23'], size: 11 },
        { requestId, days: [DAY], size: 10 },
      ]) {
        expect(problemOf(await post(station, '/v1/leases', body))).toEqual([409, 'requestIdReused']);
      }
      expect(problemOf(await giveBack(station, [{ workingOn: DAY, from: 1, to: 10, next: 1 }], requestId))).toEqual([
        409,
        'requestIdReused',
      ]);
      expect((await lease(station, ['2026-11-23', DAY, DAY], 10, requestId)).blocks).toEqual(blocks);
      expect((await lease(station, [DAY], 1)).blocks).toMatchObject([{ from: 11 }]);
    });

    it('[GW8] answers a lease it has recorded however much later it is asked for again', async () => {
      const requestId = newId<string>();
      const { blocks } = await lease(station, [DAY], 10, requestId);
      gateway.clock.advance(30 * 86_400_000);
      await station.openSession();
      expect((await lease(station, [DAY], 10, requestId)).blocks).toEqual(blocks);
    });
  });

  describe('bands', () => {
    it('[GW9] are the same with every lease and never overlap, whoever asks at once', async () => {
      const others = await Promise.all(Array.from({ length: 8 }, () => gateway.newStation(agency)));
      const bands = await Promise.all([station, ...others].map(bandOf));
      const ordered = [...bands].sort((a, b) => a.from - b.from);
      for (const [place, { from, to }] of ordered.entries()) {
        expect(to).toBeGreaterThan(from);
        expect(from).toBeGreaterThan(ordered[place - 1]?.to ?? LAST_LEASED_NUMBER);
      }
      expect(await bandOf(station)).toEqual(bands[0]);
    });

    it('[GW9] hold numbers that need no lease, for their own station only', async () => {
      const other = await gateway.newStation(agency);
      const [own, foreign] = [await bandOf(station), await bandOf(other)];
      expect(
        await send(
          station,
          numbered(station, own.from),
          numbered(station, foreign.from),
          numbered(station, own.to),
          numbered(station, own.from),
          numbered(station, LAST_LEASED_NUMBER),
        ),
      ).toEqual(['accepted', 'numberNotLeased', 'accepted', 'dossierCodeTaken', 'numberNotLeased']);
      expect(await send(other, numbered(other, own.from + 1))).toEqual(['numberNotLeased']);
    });

    it('[GW9] are not reached by leases', async () => {
      await bandOf(station);
      await gateway.deps.database.query('UPDATE number_counters SET next_number = $1 WHERE agency_code = $2', [
        LAST_LEASED_NUMBER - 8,
        agency,
      ]);
      expect((await lease(station, [DAY], 10)).blocks).toEqual([]);
      expect((await lease(station, [DAY], 9)).blocks).toMatchObject([{ to: LAST_LEASED_NUMBER }]);
      expect((await lease(station, [DAY, '2026-11-23'], 1)).blocks).toMatchObject([{ workingOn: '2026-11-23' }]);
    });

    it('[GW9] refuses days far from today and numbers of another day than that of the intake', async () => {
      const { from } = await bandOf(station);
      const on = (day: LocalDate): Partial<Dossier> => {
        const at = `${day}T03:00:00.000Z` as Instant;
        return { acceptedAt: at, countedFromAt: at };
      };
      const [past, future] = [addDays(DAY, -93), addDays(DAY, 93)];
      expect(
        await send(
          station,
          numbered(station, from, past, on(past)),
          numbered(station, from, future, on(future)),
          numbered(station, from, addDays(DAY, 1)),
          numbered(station, 1, DAY, on(addDays(DAY, 3))),
          numbered(station, from, addDays(DAY, -92), on(addDays(DAY, -92))),
        ),
      ).toEqual(['numberDayOutOfRange', 'numberDayOutOfRange', 'numberOfAnotherDay', 'numberOfAnotherDay', 'accepted']);
    });
  });

  describe('returns', () => {
    it('[GW10] are recorded once, and the numbers are neither taken nor given to anybody after that', async () => {
      await lease(station, [DAY], 10);
      const { from, to } = await bandOf(station);
      const ranges = [
        { workingOn: DAY, from: 1, to: 10, next: 4 },
        { workingOn: DAY, from, to, next: from + 1 },
      ];
      const requestId = newId<string>();
      const first = await giveBack(station, ranges, requestId);
      gateway.clock.advance(60_000);
      expect(parse(await giveBack(station, ranges, requestId), 200)).toEqual(parse(first, 200));
      expect(
        await send(station, numbered(station, 3), numbered(station, 4), numbered(station, from), numbered(station, to)),
      ).toEqual(['accepted', 'numberReturned', 'accepted', 'numberReturned']);
      expect((await lease(station, [DAY], 5)).blocks).toMatchObject([{ from: 12 }]);
    });

    it('[GW10] refuses numbers that are not wholly those of the station', async () => {
      const other = await gateway.newStation(agency);
      await lease(station, [DAY], 10);
      const foreign = await bandOf(other);
      for (const range of [
        { workingOn: DAY, from: 1, to: 9, next: 1 },
        { workingOn: DAY, from: 11, to: 11, next: 11 },
        { workingOn: '2026-11-23', from: 1, to: 10, next: 1 },
        { workingOn: DAY, ...foreign, next: foreign.from },
      ]) {
        const own = { workingOn: DAY, from: 1, to: 10, next: 1 };
        expect(problemOf(await giveBack(station, [own, range]))).toEqual([422, 'numbersNotLeased']);
      }
      for (const next of [0, 12, 1.5]) {
        const answer = await giveBack(station, [{ workingOn: DAY, from: 1, to: 10, next }]);
        expect(problemOf(answer)).toEqual([400, 'malformedBody']);
      }
      expect(problemOf(await giveBack(station, []))).toEqual([400, 'malformedBody']);
      expect(await send(station, numbered(station, 10))).toEqual(['accepted']);
    });
  });

  describe('provisional codes', () => {
    it('[GW11] are given the next official numbers of their day, and the station is told', async () => {
      await lease(station, [DAY], 10);
      const [one, two] = [provisional(station, 1), provisional(station, 2)];
      const [first, second] = [station.acceptDossier(one), station.acceptDossier(two)];
      await station.send([first, second]);
      expect(await station.send([first, second])).toMatchObject([
        { outcome: 'alreadyAccepted' },
        { outcome: 'alreadyAccepted' },
      ]);
      expect((await changesOf(station)).map(({ kind, payload }) => [kind, payload])).toEqual(
        [one, two].map(({ dossierId, provisionalCode }, place) => [
          'officialCodeAssigned',
          {
            dossierId,
            provisionalCode,
            dossierCode: `${agency}-261120-001${String(place + 1)}`,
            orderNumber: 11 + place,
          },
        ]),
      );
      const codes = (await gateway.admin.listDossiers()).map(({ dossierCode }) => dossierCode);
      expect(codes.filter((code) => code.startsWith(`${agency}-`))).toEqual([
        `${agency}-261120-0011`,
        `${agency}-261120-0012`,
      ]);
      expect((await lease(station, [DAY], 1)).blocks).toMatchObject([{ from: 13 }]);
    });

    it('[GW11] are taken once, from their own station, on their own day', async () => {
      const other = await gateway.newStation(agency);
      const tomorrow = `${addDays(DAY, 1)}T03:00:00.000Z` as Instant;
      const official = `${agency}-261120-0001`;
      expect(await send(station, provisional(station, 1), provisional(station, 1))).toEqual([
        'accepted',
        'dossierCodeTaken',
      ]);
      expect(
        await send(
          station,
          provisional(station, 1),
          provisional(other, 2, { stationId: station.stationId }),
          provisional(station, 2, { acceptedAt: tomorrow }),
          provisional(station, 2, { orderNumber: 3 }),
          provisional(station, 2, { dossierCode: official }),
        ),
      ).toEqual(['dossierCodeTaken', 'numberNotLeased', 'numberNotLeased', 'numberNotLeased', 'numberNotLeased']);
    });

    it('[GW11] may be on the payment, before and after the dossier', async () => {
      const shiftId = newId<ShiftId>();
      const dossier = provisional(station, 1);
      const pay = () => station.collectFee(station.newPayment(dossier, shiftId));
      const outcomes = [
        ...(await station.send([station.acceptDossier(dossier), pay()])),
        ...(await station.send([pay()])),
      ];
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    });

    it('[GW11] wait when their day has no official number left', async () => {
      await lease(station, [DAY], 1);
      await gateway.deps.database.query('UPDATE number_counters SET next_number = $1 WHERE agency_code = $2', [
        LAST_LEASED_NUMBER,
        agency,
      ]);
      expect(await send(station, provisional(station, 1), provisional(station, 2))).toEqual(['accepted', 'retryLater']);
    });
  });

  describe('accounts', () => {
    it('[GW12] say of every number what became of it', async () => {
      const other = await gateway.newStation(agency);
      await lease(station, [DAY], 10);
      await lease(other, [DAY], 5);
      const band = await bandOf(station);
      await send(
        station,
        numbered(station, 1),
        numbered(station, 3),
        numbered(station, band.from),
        provisional(station, 1),
      );
      expect(await statesOf()).toEqual({ used: 4, out: 8 + 5 + 1 + 199 });
      parse(await giveBack(station, [{ workingOn: DAY, from: 1, to: 10, next: 4 }]), 200);
      // Number 2 was printed and is still on its way.
      expect(await statesOf()).toEqual({ used: 4, returned: 7, out: 1 + 5 + 1 + 199 });
      expect(await gateway.admin.retireStation(other.stationId)).toMatchObject({ ok: true });
      expect(await statesOf()).toEqual({ used: 4, returned: 7, void: 5, out: 1 + 1 + 199 });
      expect(await gateway.admin.reportNumbers(agency, DAY, DAY)).toMatchObject([
        { kind: 'leased', stationId: station.stationId, from: 1, to: 10, used: 2, returned: 7, void: 0, out: 1 },
        { kind: 'leased', stationId: other.stationId, from: 11, to: 15, used: 0, returned: 0, void: 5, out: 0 },
        { kind: 'leased', from: 16, to: 16, out: 1 },
        { kind: 'leased', from: 17, to: 17, used: 1 },
        { kind: 'band', from: band.from, to: band.to, used: 1, out: 199 },
      ]);
    });

    it('[GW12] keep the numbers of a retired station void: it is let in no more', async () => {
      await lease(station, [DAY], 3);
      await gateway.admin.retireStation(station.stationId);
      expect(await gateway.admin.unblockStation(station.stationId)).toMatchObject({ ok: false });
      const answer = await post(station, '/v1/operations', {
        operations: [station.acceptDossier(numbered(station, 1))],
      });
      expect(problemOf(answer)).toEqual([403, 'stationBlocked']);
      expect(await statesOf()).toEqual({ void: 3 });
      expect(await gateway.admin.retireStation(newId())).toMatchObject({
        ok: false,
        error: { code: 'unknownStation' },
      });
    });
  });
});
