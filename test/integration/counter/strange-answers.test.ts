import { describe, expect, it } from 'vitest';
import type { NetworkFault } from '#test/fakes/faulty-network.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';

let house: GatewayHouse;
let counter: Counter;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter(1_500);
});

/** Rows of two simple dossiers with a page each: the dossier, its fee, its scan. */
const ROWS = 6;

const answer = (
  body: string | null,
  status: number,
  contentType: string,
  headers: Record<string, string> = {},
): NetworkFault => ({
  kind: 'answer',
  answer: () => new Response(body, { status, headers: { 'content-type': contentType, ...headers } }),
});
const JSON_TYPE = 'application/json';

const ANSWERS: readonly (readonly [string, NetworkFault, string])[] = [
  ['a sign-in page of the network', answer('<!doctype html><title>Wi-Fi</title>', 200, 'text/html'), 'notTheGateway'],
  [
    'a redirect to a sign-in page',
    answer(null, 302, 'text/html', { location: 'http://wifi.example/' }),
    'notTheGateway',
  ],
  ['a page where JSON was announced', answer('<html>', 200, JSON_TYPE), 'notTheGateway'],
  ['JSON that is cut off', answer('{"outcomes":[{"operat', 200, JSON_TYPE), 'notTheGateway'],
  ['JSON of another service', answer('{"hello":"world"}', 200, JSON_TYPE), 'notTheGateway'],
  ['nothing but a status', answer('', 200, JSON_TYPE), 'notTheGateway'],
  ['a fault of the server', answer('{"error":"oops"}', 500, JSON_TYPE), 'serverError'],
  ['a fault in front of the server, as a page', answer('<h1>Bad Gateway</h1>', 502, 'text/html'), 'serverError'],
  ['a request to come back later', answer('', 503, 'text/plain', { 'retry-after': '0' }), 'busy'],
  ['no answer at all', { kind: 'silence' }, 'timedOut'],
  ['no connection', { kind: 'cut' }, 'unreachable'],
];

describe('in place of the gateway comes', () => {
  it.each(ANSWERS)(
    '%s: the queue keeps its items, the status says why, and all is sent afterwards',
    async (_, fault, cause) => {
      counter.network.script = () => fault;
      const takenIn = [await counter.acceptSimpleDossier(), await counter.acceptSimpleDossier()];
      const status = await counter.statusThat(
        (now) => now.connection === 'offline' && now.cause === cause && now.waiting === ROWS,
      );
      expect(status.held).toBe(0);
      expect((await counter.openRows()).map((row) => row.state)).toEqual(Array(ROWS).fill('queued'));
      expect((await house.gateway.admin.summary()).dossiers).toBe(0);

      counter.network.recover();
      await counter.drain();
      const dossiers = await house.gateway.admin.listDossiers();
      expect(dossiers.map(({ dossierCode, isComplete, paidVnd }) => [dossierCode, isComplete, paidVnd])).toEqual(
        takenIn.map(({ dossier }) => [dossier.dossierCode, true, dossier.feeTotalVnd]),
      );
      await counter.statusThat((now) => now.waiting === 0 && now.connection === 'online');
    },
  );
});

describe('a station that the province has blocked', () => {
  it('pauses with the cause, keeps its items, and goes on by itself when it is unblocked', async () => {
    const { admin } = house.gateway;
    await admin.blockStation(counter.station.stationId);
    const { dossier } = await counter.acceptSimpleDossier();
    const paused = await counter.statusThat((status) => status.connection === 'paused');
    expect(paused).toMatchObject({ cause: 'stationBlocked', waiting: 3, held: 0 });
    await admin.unblockStation(counter.station.stationId);
    await counter.drain();
    expect((await admin.listDossiers()).map(({ dossierCode }) => dossierCode)).toEqual([dossier.dossierCode]);
  });
});
