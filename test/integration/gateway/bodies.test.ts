import { request as httpRequest } from 'node:http';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId } from '#shared/kernel/ids.ts';
import { PROBLEMS } from '#sync/gateway/services/problems.ts';
import { MAX_BATCH_BYTES } from '#sync/protocol/messages.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';

interface Answer {
  readonly status: number;
  readonly code: unknown;
}

const databases = TestDatabases.forFile();

describe('what the gateway is sent', () => {
  let gateway: TestGateway;
  let station: TestStation;
  beforeEach(async () => {
    gateway = await openTestGateway(databases);
    station = await gateway.newStation();
  });
  afterEach(() => gateway.stop());

  const post = async (payload: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await gateway.app.inject({
      method: 'POST',
      url: '/v1/operations',
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json', ...headers },
      payload,
    });
    return { status: answer.statusCode, code: (JSON.parse(answer.body) as Record<string, unknown>)['code'] };
  };
  const newBatch = (): string => JSON.stringify({ operations: [station.requestSupplement(newId<DossierId>())] });

  it('refuses what is not JSON', async () => {
    for (const garbage of ['', '{', 'null', '"text"', '<html>', '\u0000\u0001', '{"operations":[}', '[[[[']) {
      expect([garbage, await post(garbage)]).toEqual([garbage, { status: 400, code: 'malformedBody' }]);
    }
    expect(await post('{"__proto__":{"operations":[]}}')).toEqual({ status: 400, code: 'malformedBody' });
    expect(await post(Buffer.from([0xff, 0xfe, 0x00]))).toEqual({ status: 400, code: 'malformedBody' });
  });

  it('refuses other kinds of content', async () => {
    for (const type of [
      'text/plain',
      'text/html',
      'application/xml',
      'image/jpeg',
      'multipart/form-data; boundary=x',
      'nonsense',
    ]) {
      expect([type, await post(newBatch(), { 'content-type': type })]).toEqual([
        type,
        { status: 415, code: 'unsupportedMediaType' },
      ]);
    }
  });

  it('reads gzipped batches', async () => {
    expect(await post(gzipSync(newBatch()), { 'content-encoding': 'gzip' })).toMatchObject({ status: 200 });
    expect((await gateway.admin.summary()).operations).toBe(1);
  });

  it('refuses compression it does not know, damaged or cut gzip', async () => {
    for (const encoding of ['br', 'deflate', 'gzip, gzip']) {
      expect(await post(newBatch(), { 'content-encoding': encoding })).toEqual({
        status: 415,
        code: 'unsupportedEncoding',
      });
    }
    const whole = gzipSync(newBatch());
    const damaged = Buffer.from(whole);
    damaged.fill(0, 20, 40);
    for (const body of [Buffer.from(newBatch()), damaged, whole.subarray(0, whole.length - 12)]) {
      expect(await post(body, { 'content-encoding': 'gzip' })).toEqual({ status: 400, code: 'malformedBody' });
    }
  });

  it('breaks off a small body that would inflate beyond the bound', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MAX_BATCH_BYTES, 0x20));
    expect(bomb.length).toBeLessThan(MAX_BATCH_BYTES / 8);
    expect(await post(bomb, { 'content-encoding': 'gzip' })).toEqual({ status: 413, code: 'bodyTooLarge' });
    expect(await post(newBatch())).toMatchObject({ status: 200 });
  });

  it('refuses bodies that are too large, announced or not', async () => {
    const huge = JSON.stringify({ operations: ['x'.repeat(MAX_BATCH_BYTES + 70_000)] });
    expect(await post(huge)).toEqual({ status: 413, code: 'bodyTooLarge' });
    const unannounced = JSON.stringify({ requestId: 'x'.repeat(70_000), days: ['2026-11-20'], size: 1 });
    const answer = await station.call({ method: 'POST', url: '/v1/leases', body: JSON.parse(unannounced) });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([413, { code: 'bodyTooLarge' }]);
  });

  it('accepts a batch of the largest size the protocol allows', async () => {
    const filler = 'x'.repeat(MAX_BATCH_BYTES - 100);
    expect(await post(JSON.stringify({ operations: [filler] }))).toMatchObject({ status: 200 });
  });

  it('answers over a real connection, also when a body is broken off, and stays usable', async () => {
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const cut = await new Promise<string>((resolve) => {
      const call = httpRequest(`${url}/v1/operations`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${station.token}`,
          'content-type': 'application/json',
          'content-length': 1_000,
        },
      });
      call.on('error', () => resolve('broken off'));
      call.write('{"operations":[');
      call.on('socket', (socket) => socket.once('connect', () => socket.destroy()));
    });
    expect(cut).toBe('broken off');
    const bomb = gzipSync(Buffer.alloc(16 * MAX_BATCH_BYTES, 0x20));
    const headers = {
      authorization: `Bearer ${station.token}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    };
    const answer = await fetch(`${url}/v1/operations`, { method: 'POST', headers, body: new Uint8Array(bomb) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'bodyTooLarge' }]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('answers unknown addresses and methods with a problem, whatever they hold', async () => {
    const calls = [
      ['GET', '/'],
      ['GET', '/v2/operations'],
      ['DELETE', '/v1/stations'],
      ['GET', '/v1/stations'],
      ['GET', '/%zz'],
      ['GET', '/v1/uploads/../../etc/passwd'],
      ['GET', `/${'a'.repeat(5_000)}`],
    ] as const;
    for (const [method, url] of calls) {
      const answer = await gateway.call({ method, url });
      expect([url, answer.status, JSON.parse(answer.text)]).toMatchObject([url, 404, { code: 'notFound' }]);
    }
  });

  it('tells about its health, and fails openly when the database is gone', async () => {
    gateway.clock.advance(61_500);
    const answer = await gateway.call({ method: 'GET', url: '/healthz' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { status: 'ok', database: 'reachable', uptimeSeconds: 61, version: '0.0.0-test' },
    ]);
    const lost = await openTestGateway(databases);
    await lost.deps.database.close();
    const failing = await lost.call({ method: 'GET', url: '/healthz' });
    expect([failing.status, JSON.parse(failing.text)]).toMatchObject([
      503,
      { status: 'failing', database: 'unreachable' },
    ]);
    const refused = await lost.call({ method: 'POST', url: '/v1/sessions', body: await station.sessionRequest() });
    expect([refused.status, refused.headers['retry-after'], JSON.parse(refused.text)]).toMatchObject([
      503,
      '5',
      { code: 'databaseUnavailable' },
    ]);
    await lost.app.close();
  });

  it('hides what went wrong inside', async () => {
    await gateway.deps.database.query('DROP TABLE changes');
    const answer = await station.call({ method: 'GET', url: '/v1/changes' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      500,
      {
        type: 'urn:qmc:problem:internalError',
        title: PROBLEMS.internalError.title,
        status: 500,
        code: 'internalError',
      },
    ]);
  });
});

describe('who may call from a window', () => {
  let gateway: TestGateway;
  let publicDir: string;
  beforeAll(async () => {
    publicDir = await makeTemporaryFolder();
    await mkdir(join(publicDir, 'assets'));
    await writeFile(join(publicDir, 'index.html'), '<!doctype html><title>Quầy Một Cửa</title>');
    await writeFile(join(publicDir, 'sw.js'), '// worker');
    await writeFile(join(publicDir, 'assets', 'index-0a1b2c.js'), 'export {};');
    gateway = await openTestGateway(databases, { config: { publicDir } });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(publicDir, { recursive: true, force: true });
  });

  it('lets the Electron page in and no other origin', async () => {
    const preflight = (origin: string): ReturnType<typeof gateway.call> =>
      gateway.call({
        method: 'OPTIONS',
        url: '/v1/operations',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const ours = await preflight('app://qmc');
    expect(ours.status).toBe(204);
    expect(ours.headers).toMatchObject({ 'access-control-allow-origin': 'app://qmc', vary: 'origin' });
    expect(ours.headers['access-control-allow-headers']).toContain('content-encoding');
    for (const origin of ['https://example.invalid', 'null', 'app://qmc.example.invalid']) {
      expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
    }
    const answer = await gateway.call({ method: 'GET', url: '/v1/changes', headers: { origin: 'app://qmc' } });
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'app://qmc' });
    expect(answer.headers['access-control-expose-headers']).toContain('etag');
  });

  it('serves the browser host with a strict policy, and its shell for every page address', async () => {
    const page = { accept: 'text/html,application/xhtml+xml' };
    for (const url of ['/', '/index.html', '/dossiers/new']) {
      const answer = await gateway.call({ method: 'GET', url, headers: page });
      expect([url, answer.status, answer.text]).toEqual([url, 200, '<!doctype html><title>Quầy Một Cửa</title>']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['content-security-policy']).not.toContain('unsafe-inline');
    }
    expect((await gateway.call({ method: 'GET', url: '/sw.js' })).headers['cache-control']).toBe('no-cache');
    const asset = await gateway.call({ method: 'GET', url: '/assets/index-0a1b2c.js' });
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it('never takes an unknown address of the interface, or a missing file, for a page', async () => {
    const page = { accept: 'text/html' };
    expect((await gateway.call({ method: 'GET', url: '/v1/nothing', headers: page })).status).toBe(404);
    expect((await gateway.call({ method: 'GET', url: '/assets/missing.js' })).status).toBe(404);
    const outside = await gateway.call({ method: 'GET', url: '/..%2f..%2fetc/passwd', headers: { accept: '*/*' } });
    expect(outside.status).toBeGreaterThanOrEqual(400);
  });
});

describe('the OpenAPI document', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
  });
  afterAll(() => gateway.stop());

  it('holds every route, with its bodies, answers and problems', async () => {
    const answer = await gateway.call({ method: 'GET', url: '/openapi.json' });
    const document = JSON.parse(answer.text) as {
      openapi: string;
      paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(routesOf(gateway.app.printRoutes({ commonPrefix: false })).sort());
    expect(documented).toContain('POST /v1/operations');
    for (const methods of Object.values(document.paths)) {
      for (const { summary, responses } of Object.values(methods)) {
        expect(summary).toMatch(/\S/);
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
      }
    }
    expect(document.paths['/v1/stations']).toMatchObject({
      post: {
        security: [],
        requestBody: {
          content: { 'application/json': { schema: { properties: { enrolmentCode: { type: 'string' } } } } },
        },
        responses: {
          201: {
            content: { 'application/json': { schema: { required: expect.arrayContaining(['stationId']) as unknown } } },
          },
        },
      },
    });
    expect(JSON.stringify(document)).not.toContain('$schema');
  });
});

/** `METHOD /path` lines from Fastify's drawing of its routes, without the preflights. */
function routesOf(drawing: string): string[] {
  const parents: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const match = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (match === null) return [];
    const [, indent = '', part = '', methods = ''] = match;
    const depth = indent.length / 4;
    parents.length = depth;
    parents.push(part);
    const path = parents.join('').replaceAll(/:(\w+)/g, '{$1}');
    return methods
      .split(', ')
      .filter((method) => method !== '' && method !== 'OPTIONS')
      .map((method) => `${method} ${path}`);
  });
}
