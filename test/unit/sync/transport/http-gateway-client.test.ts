import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import { findGzip } from '#sync/transport/gzip.ts';
import { parseRetryAfter } from '#sync/transport/retry-after.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { json, problem, textOf, WireBench, type SentRequest } from './wire-bench.ts';

const AT = '2026-11-20T01:00:00.000Z' as Instant;
const HASH = 'ab'.repeat(32) as Sha256;

async function failureOf(
  reply: Response | ((request: SentRequest, signal: AbortSignal) => Response | Promise<Response>),
): Promise<unknown> {
  const wire = new WireBench();
  wire.replies.push(reply);
  const answer = await wire.client.fetchChanges(0, 10);
  return answer.ok ? answer : answer.error;
}

describe('telling the gateway from what is not', () => {
  it('[TR3] takes HTML, other content types, garbage and redirects for something else', async () => {
    const typed = (body: string, type: string, status = 200): Response =>
      new Response(body, { status, headers: { 'content-type': type } });
    const strangers = [
      typed('<html><h1>Wi-Fi đăng nhập</h1></html>', 'text/html'),
      typed('{"changes":[]}', 'text/plain'),
      typed('{"changes":[', 'application/json'),
      typed('', 'application/json'),
      typed('<html>Not found</html>', 'text/html', 404),
      typed('<html>Login</html>', 'text/html', 401),
      typed('{}', 'application/json', 404),
      new Response(null, { status: 302, headers: { location: 'http://portal.test/login' } }),
      new Response(null, { status: 307 }),
      new Response(null, { status: 204 }),
      typed('{}', 'application/json', 511),
      typed('{}', 'application/json', 407),
    ];
    for (const stranger of strangers) expect(await failureOf(stranger)).toMatchObject({ code: 'notTheGateway' });
  });

  it('[TR3] asks the host not to follow redirects and takes an opaque one for a portal', async () => {
    const inits: RequestInit[] = [];
    const wire = new WireBench({
      fetch: (_url, init) => {
        inits.push(init);
        const opaque = Response.error();
        Object.defineProperty(opaque, 'type', { value: 'opaqueredirect' });
        return Promise.resolve(opaque);
      },
    });
    expect(await wire.client.fetchChanges(0, 1)).toMatchObject({ ok: false, error: { code: 'notTheGateway' } });
    expect(inits[0]).toMatchObject({ redirect: 'manual', cache: 'no-store', credentials: 'omit' });
  });

  it('[TR2] checks every answer against its schema', async () => {
    const wire = new WireBench();
    const wrong = { surprise: true };
    const operation = new OperationBook().write();
    const badBlock = {
      numberBlockId: operation.operationId,
      agencyCode: 'H99',
      workingOn: '2026-11-20',
      from: 9,
      to: 3,
    };
    wire.replies.push(...Array.from({ length: 6 }, () => json(wrong)), json({ blocks: [badBlock] }));
    wire.replies.push(json({ on: '2026-11-19', agencyCode: 'H99', collectingBody: null, rows: [] }));
    const lease = { requestId: 'r', days: ['2026-11-20' as LocalDate], size: 5 };
    const answers = [
      await wire.client.enrol({
        enrolmentCode: 'c',
        stationName: 's',
        publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
      }),
      await wire.client.sendOperations([operation]),
      await wire.client.uploadBlob(HASH, 'image/png', new Uint8Array(3), operation),
      await wire.client.leaseNumbers(lease),
      await wire.client.fetchCatalogue(undefined),
      await wire.client.fetchChanges(0, 10),
      await wire.client.leaseNumbers(lease),
      // The table of another day than was asked for.
      await wire.client.fetchDailyFeeReceipts('2026-11-20' as LocalDate),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'notTheGateway' } });
    const session = new WireBench();
    session.sessionReplies.push(json({ token: '' }));
    expect(await session.client.fetchChanges(0, 10)).toMatchObject({ ok: false, error: { code: 'notTheGateway' } });
  });

  it('[TR4] maps statuses, whatever body comes with them', async () => {
    const html = (status: number): Response =>
      new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
    for (const status of [500, 502, 504]) {
      expect(await failureOf(html(status))).toEqual({ code: 'serverError', details: { status } });
    }
    for (const status of [408, 425, 429, 503]) {
      expect(await failureOf(html(status))).toEqual({ code: 'busy', details: { status } });
    }
  });

  it('[TR5] reports Retry-After in milliseconds', async () => {
    expect(await failureOf(json({}, 429, { 'retry-after': '7' }))).toMatchObject({ details: { retryAfterMs: 7_000 } });
    const date = 'Fri, 20 Nov 2026 01:00:30 GMT';
    expect(await failureOf(json({}, 503, { 'retry-after': date }))).toMatchObject({
      details: { retryAfterMs: 30_000 },
    });
    const nowMs = Date.parse(AT);
    expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', nowMs)).toBe(0);
    expect([null, '', 'soon', '-3', '1.5', '99999999999'].map((text) => parseRetryAfter(text, nowMs))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('[TR9] hands on the codes that stop the queue and reports others with code and status', async () => {
    for (const code of ['stationBlocked', 'protocolTooOld', 'enrolmentInvalid']) {
      expect(await failureOf(problem(code, 403))).toEqual({ code, details: { status: 403 } });
    }
    expect(await failureOf(problem('badCursor', 400))).toEqual({
      code: 'rejected',
      details: { problemCode: 'badCursor', status: 400 },
    });
  });

  it('[TR10] takes a body that is cut off for a cut connection', async () => {
    const cut = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"changes":['));
        controller.error(new TypeError('terminated'));
      },
    });
    expect(await failureOf(new Response(cut, { headers: { 'content-type': 'application/json' } }))).toEqual({
      code: 'unreachable',
    });
  });

  it('[TR1] never throws, whatever breaks', async () => {
    const wire = new WireBench({ fetch: () => Promise.reject(new Error('no route')) });
    expect(await wire.client.fetchChanges(0, 1)).toEqual({ ok: false, error: { code: 'unreachable' } });
    const throwing = new WireBench({
      fetch: () => {
        throw new Error('refused by policy');
      },
    });
    expect(await throwing.client.fetchCatalogue(3)).toEqual({ ok: false, error: { code: 'unreachable' } });
    const keyless = new WireBench({
      stationKey: {
        publicKey: () => Promise.reject(new Error('locked')),
        sign: () => Promise.reject(new Error('locked')),
      },
    });
    expect(await keyless.client.leaseNumbers({ requestId: 'r', days: [], size: 1 })).toMatchObject({ ok: false });
  });
});

describe('bodies and addresses', () => {
  it('[TR8] gzips large JSON bodies, and only those', async () => {
    const wire = new WireBench({ gzip: findGzip() ?? null });
    const book = new OperationBook();
    const answer = { outcomes: [], serverNow: AT };
    wire.replies.push(json(answer), json(answer));
    const large = book.write({ payload: { text: 'số nhà, đường, phường '.repeat(200) } });
    await wire.client.sendOperations([large]);
    wire.replies.push(json({ blocks: [] }));
    await wire.client.leaseNumbers({ requestId: 'r', days: ['2026-11-20' as LocalDate], size: 5 });
    const [packed, small] = wire.calls;
    expect(packed?.headers.get('content-encoding')).toBe('gzip');
    expect(JSON.parse(gunzipSync(packed?.body as Uint8Array).toString('utf8'))).toEqual({ operations: [large] });
    expect((packed?.body as Uint8Array).byteLength).toBeLessThan(1_000);
    expect(small?.headers.has('content-encoding')).toBe(false);
  });

  it('[TR8] sends bodies as they are where the host cannot compress', async () => {
    const wire = new WireBench({ gzip: null });
    wire.replies.push(json({ outcomes: [], serverNow: AT }));
    await wire.client.sendOperations([new OperationBook().write({ payload: { text: 'x'.repeat(5_000) } })]);
    expect(typeof wire.calls[0]?.body).toBe('string');
  });

  it('[TR11] puts hashes, numbers and versions into addresses, nothing else', async () => {
    const wire = new WireBench();
    const secret = 'Nguyễn Thị Mẫu';
    await wire.client.sendOperations([new OperationBook().write({ payload: { name: secret } })]);
    await wire.client.uploadBlob(HASH, 'image/jpeg', new Uint8Array(1), new OperationBook().write());
    await wire.client.fetchChanges(7, 20);
    await wire.client.fetchCatalogue(3);
    await wire.client.leaseNumbers({ requestId: secret, days: [], size: 1 });
    expect(wire.requests.map((request) => `${request.method} ${request.path}`)).toEqual([
      'POST /v1/sessions',
      'POST /v1/operations',
      `HEAD /v1/uploads/${HASH}`,
      'GET /v1/changes?cursor=7&limit=20',
      'GET /v1/catalogue',
      'POST /v1/leases',
    ]);
  });

  it('[TR13] names the catalogue version it knows and takes 304 for "still the newest"', async () => {
    const wire = new WireBench();
    wire.replies.push(new Response(null, { status: 304 }), new Response(null, { status: 304 }));
    expect(await wire.client.fetchCatalogue(12)).toEqual({ ok: true, value: undefined });
    expect(wire.calls[0]?.headers.get('if-none-match')).toBe('"12"');
    expect(await wire.client.fetchCatalogue(undefined)).toMatchObject({ ok: false, error: { code: 'notTheGateway' } });
  });

  it('[PR3] answers operations of a newer version by itself and sends the others', async () => {
    const wire = new WireBench();
    const book = new OperationBook();
    const [tooNew, fine] = [book.write({ protocolVersion: 99 }), book.write()];
    wire.replies.push((request) => {
      const { operations } = JSON.parse(textOf(request)) as { operations: { operationId: string }[] };
      const outcomes = operations.map(({ operationId }) => ({ operationId, outcome: 'accepted', acceptedAt: AT }));
      return json({ outcomes, serverNow: AT });
    });
    const answer = await wire.client.sendOperations([tooNew, fine]);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        outcomes: [
          { operationId: fine.operationId, outcome: 'accepted' },
          { operationId: tooNew.operationId, outcome: 'refused', code: 'unsupportedProtocol' },
        ],
      },
    });
    expect(await wire.client.sendOperations([tooNew])).toMatchObject({ ok: true });
    expect(wire.calls).toHaveLength(1);
  });

  it('[PR1] sends an operation exactly as it was stored', async () => {
    const wire = new WireBench();
    const operation = new OperationBook().write({ payload: { tên: 'Lò Thị Mẫu', amountVnd: 8_000, none: null } });
    await wire.client.sendOperations([operation]);
    expect(wire.calls[0]?.body).toBe(JSON.stringify({ operations: [operation] }));
  });
});
