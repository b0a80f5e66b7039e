import { request as httpRequest, type ClientRequest } from 'node:http';
import { once } from 'node:events';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyBaseLogger } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { DossierId } from '#shared/kernel/ids.ts';
import { buildApp } from '#sync/gateway/app.ts';
import { DEFAULT_POLICY, type GatewayPolicy } from '#sync/gateway/services/service-deps.ts';
import { MAX_BATCH_BYTES } from '#sync/protocol/messages.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const databases = TestDatabases.forFile();
let gateway: TestGateway;
afterEach(() => gateway.stop());

/** Long enough for a busy machine; what is waited for usually takes a fraction of it. */
const PATIENCE = { timeout: 20_000, interval: 25 };
const WAITING_FOR_A_LOCK = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

const open = async (batches: Partial<GatewayPolicy['batchAdmission']> = {}): Promise<void> => {
  const batchAdmission = { ...DEFAULT_POLICY.batchAdmission, ...batches };
  gateway = await openTestGateway(databases, { policy: { batchAdmission } });
};
const batchOf = (station: TestStation): unknown => ({
  operations: [station.requestSupplement(newId<DossierId>())],
});
const send = (station: TestStation, body: unknown): Promise<CallAnswer> =>
  station.call({ method: 'POST', url: '/v1/operations', body });
const codeOf = ({ text }: CallAnswer): string => (JSON.parse(text) as { code: string }).code;

/** What the application logs, a line each. */
function keptLog(lines: string[]): FastifyBaseLogger {
  const keep = (...said: unknown[]): void => {
    lines.push(JSON.stringify(said));
  };
  const log: FastifyBaseLogger = {
    ...{ level: 'info', silent: keep, trace: keep, debug: keep, info: keep, warn: keep, error: keep, fatal: keep },
    child: () => log,
  };
  return log;
}

/** A batch of which the first bytes have been sent and the rest has not: it is in the house and holds no turn. */
async function beginSlowly(url: string, { token }: TestStation, body: string): Promise<ClientRequest> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const call = httpRequest(`${url}/v1/operations`, { method: 'POST', headers });
  call.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    call.write(body.slice(0, 10), () => resolve());
  });
  return call;
}

async function statusOf(call: ClientRequest): Promise<number> {
  const [answer] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }];
  answer.resume();
  return answer.statusCode;
}

describe('the gateway under load', () => {
  it('[GW21] sends a station away that floods, and serves another one meanwhile', async () => {
    await open({ inHousePerStation: 2, concurrent: 1 });
    const [flooding, honest] = [await gateway.newStation(), await gateway.newStation()];
    const bodies = Array.from({ length: 12 }, () => batchOf(flooding));
    const flood = bodies.map((body) => send(flooding, body));
    expect((await send(honest, batchOf(honest))).status).toBe(200);
    const answers = await Promise.all(flood);
    const busy = answers.filter(({ status }) => status === 429);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.length).toBeLessThan(12);
    for (const answer of busy) {
      expect(codeOf(answer)).toBe('gatewayBusy');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
    // What was sent away comes again, and all is there once.
    for (const body of bodies) expect((await send(flooding, body)).status).toBe(200);
    expect((await gateway.admin.summary()).operations).toBe(13);
  });

  it('[GW20] lets no slow sender hold a turn, and gives back the room of one that hangs up', async () => {
    await open({ concurrent: 1, inHouse: 2 });
    const [slow, quick] = [await gateway.newStation(), await gateway.newStation()];
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const body = JSON.stringify(batchOf(slow));
    const first = await beginSlowly(url, slow, body);
    expect((await send(quick, batchOf(quick))).status).toBe(200);

    // Begun anew when it was sent away: the visit that was just answered may not have left yet.
    let second: ClientRequest | undefined;
    const askBesideAnother = async (): Promise<number> => {
      if (second === undefined) {
        const call = await beginSlowly(url, slow, JSON.stringify(batchOf(slow)));
        second = call.once('response', () => {
          call.destroy();
          second = undefined;
        });
      }
      return (await send(quick, batchOf(quick))).status;
    };
    await expect.poll(askBesideAnother, PATIENCE).toBe(429);
    second?.destroy();
    await expect.poll(async () => (await send(quick, batchOf(quick))).status, PATIENCE).toBe(200);
    first.end(body.slice(10));
    expect(await statusOf(first)).toBe(200);
  });

  it('[GW23] gives the room of a bad body back, and goes on', async () => {
    await open({ concurrent: 1, inHouse: 1, inHousePerStation: 1 });
    const station = await gateway.newStation();
    const bomb = gzipSync(Buffer.alloc(16 * MAX_BATCH_BYTES, 0x20));
    const bad: readonly (readonly [Uint8Array, Record<string, string>])[] = [
      [Buffer.from('<html>'), {}],
      [bomb, { 'content-encoding': 'gzip' }],
      [Buffer.from('{}'), { 'content-encoding': 'br' }],
      [Buffer.from('{}'), { 'content-encoding': 'gzip' }],
      [Buffer.from('{}'), {}],
    ];
    const codes: string[] = [];
    for (const [body, more] of bad) {
      const headers = { 'content-type': 'application/json', ...more };
      codes.push(codeOf(await station.call({ method: 'POST', url: '/v1/operations', body, headers })));
    }
    expect(codes).toEqual(['malformedBody', 'bodyTooLarge', 'unsupportedEncoding', 'malformedBody', 'malformedBody']);
    expect((await send(station, batchOf(station))).status).toBe(200);
  });

  it('[GW26] gzips a long answer for who can read that, and no other', async () => {
    await open();
    const station = await gateway.newStation();
    const operations = Array.from({ length: 12 }, () => station.requestSupplement(newId<DossierId>()));
    const ask = async (encoding: string | undefined): Promise<{ encoding: unknown; outcomes: unknown[] }> => {
      const answer = await gateway.app.inject({
        ...{ method: 'POST', url: '/v1/operations', payload: { operations } },
        headers: {
          authorization: `Bearer ${station.token}`,
          ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
        },
      });
      const isPacked = answer.headers['content-encoding'] === 'gzip';
      const text = (isPacked ? gunzipSync(answer.rawPayload) : answer.rawPayload).toString('utf8');
      const { outcomes } = JSON.parse(text) as { outcomes: unknown[] };
      return { encoding: answer.headers['content-encoding'], outcomes };
    };
    for (const [encoding, expected] of [
      ['gzip, deflate, br', 'gzip'],
      ['br;q=1, gzip;q=0', undefined],
      [undefined, undefined],
    ] as const) {
      const { encoding: given, outcomes } = await ask(encoding);
      expect([encoding, given, outcomes.length]).toEqual([encoding, expected, 12]);
    }
  });

  it('[GW27] logs every refused request by its code, and nothing of what was sent', async () => {
    await open();
    const lines: string[] = [];
    const log = keptLog(lines);
    const app = await buildApp({ version: '0.0.0-test', allowedOrigins: [], publicDir: undefined }, gateway.deps, log);
    const { token } = await gateway.newStation();
    const post = (payload: string, headers: Record<string, string> = {}): Promise<unknown> =>
      app.inject({
        ...{ method: 'POST', url: '/v1/operations', payload },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      });
    await post('<p>Lò Thị Mẫu 011190000001</p>');
    await post('{"operations":"Lò Thị Mẫu 011190000001"}');
    await post('Lò Thị Mẫu 011190000001', { 'content-type': 'text/html' });
    await post('Lò Thị Mẫu 011190000001', { 'content-encoding': 'gzip' });
    await app.close();
    const refused = lines.filter((line) => line.includes('request refused'));
    expect(refused.map((line) => (JSON.parse(line) as [{ code: string }])[0].code)).toEqual([
      'malformedBody',
      'malformedBody',
      'unsupportedMediaType',
      'malformedBody',
    ]);
    expect(lines.join('')).not.toMatch(/Mẫu|0111900/);
  });

  it('[GW24] serves one database from two gateways: a session and an operation of one are known to the other', async () => {
    await open();
    const other = await openTestGateway(databases, { databaseUrl: gateway.databaseUrl, catalogue: 'none' });
    try {
      const station = await gateway.newStation();
      const body = batchOf(station);
      const headers = { authorization: `Bearer ${station.token}` };
      const elsewhere = (): Promise<CallAnswer> => other.call({ method: 'POST', url: '/v1/operations', headers, body });
      const answers = await Promise.all([send(station, body), elsewhere(), send(station, body), elsewhere()]);
      const outcomes = answers.map(({ text }) => (JSON.parse(text) as { outcomes: [{ outcome: string }] }).outcomes[0]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        'accepted',
        'alreadyAccepted',
        'alreadyAccepted',
        'alreadyAccepted',
      ]);
      // A session request that one has accepted is a replay at the other.
      const opening = { method: 'POST', url: '/v1/sessions', body: await station.sessionRequest() } as const;
      expect([(await gateway.call(opening)).status, (await other.call(opening)).status]).toEqual([201, 409]);
      await gateway.admin.blockStation(station.stationId);
      expect(codeOf(await elsewhere())).toBe('stationBlocked');
    } finally {
      await other.stop();
    }
  });

  it('[GW25] finishes a batch under way when it stops, refuses what comes after, and says that it is stopping', async () => {
    await open({ concurrent: 1 });
    const station = await gateway.newStation();
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const body = JSON.stringify(batchOf(station));
    const late = await beginSlowly(url, station, body);
    await expect
      .poll(
        () => new Promise<number>((resolve) => gateway.app.server.getConnections((_, count) => resolve(count))),
        PATIENCE,
      )
      .toBe(1);
    // Holds the station's row, so that the batch below is at work for as long as we like.
    const work = gateway.deps.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM stations WHERE station_id = $1 FOR UPDATE', [station.stationId]);
      const underWay = send(station, batchOf(station));
      await expect.poll(() => gateway.deps.database.query(WAITING_FOR_A_LOCK), PATIENCE).toHaveLength(1);
      const closed = gateway.app.close();
      const health = await gateway.call({ method: 'GET', url: '/healthz' });
      expect([health.status, JSON.parse(health.text)]).toMatchObject([503, { status: 'stopping' }]);
      late.end(body.slice(10));
      expect(await statusOf(late)).toBe(503);
      return { underWay, closed };
    });
    const { underWay, closed } = await work;
    expect((await underWay).status).toBe(200);
    await closed;
  });
});
