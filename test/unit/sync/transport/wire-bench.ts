import type { StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import { createHttpGatewayClient, type HttpGatewayClientDeps } from '#sync/transport/http-gateway-client.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
}

/** The body of a request that was sent as it is. */
export function textOf(request: SentRequest | undefined): string {
  if (typeof request?.body !== 'string') throw new Error('the body is not text');
  return request.body;
}

type Reply = Response | ((request: SentRequest, signal: AbortSignal) => Response | Promise<Response>);

const BASE_URL = 'https://gateway.test';

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function problem(code: string, status: number): Response {
  const body = JSON.stringify({ type: `urn:qmc:problem:${code}`, title: code, status, code });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
}

/** The gateway knows no such upload. */
export function noUpload(): Response {
  return new Response(null, { status: 404, headers: { 'x-qmc-problem': 'uploadUnknown' } });
}

/** An answer of tus: how many bytes are safely there, and the blob once it is accepted. */
export function uploadReply(offset: number, sizeBytes: number, hash: string, status = 200): Response {
  const blob = JSON.stringify({ hash, sizeBytes, storedAt: '2026-11-20T01:00:00.000Z' });
  return new Response(null, {
    status,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'upload-length': String(sizeBytes),
      location: `/v1/uploads/${hash}`,
      ...(offset === sizeBytes ? { 'x-qmc-blob': blob } : {}),
    },
  });
}

/** The client on a wire where the test plays the gateway: one reply per request, sessions answered by themselves. */
export class WireBench {
  readonly clock = new FakeClock();
  readonly scheduler = new VirtualScheduler(this.clock);
  readonly requests: SentRequest[] = [];
  readonly signed: string[] = [];
  readonly replies: Reply[] = [];
  station: StationId | undefined = '6f7b2c1e-9f0e-4d3a-8a5b-1c2d3e4f5a6b' as StationId;
  /** How long a session lasts by the server's clock. */
  sessionLifeMs = 12 * 3_600_000;
  /** The server's clock, when it is not ours. */
  serverNow: Instant | undefined;
  /** Replies to the next sessions instead of a good one. */
  readonly sessionReplies: Reply[] = [];
  readonly client: GatewayClient;
  private tokens = 0;

  constructor(change: Partial<HttpGatewayClientDeps> = {}) {
    const stationKey: StationKey = {
      publicKey: () => Promise.resolve({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
      sign: (text) => {
        this.signed.push(text);
        return Promise.resolve('signature');
      },
    };
    const { clock, scheduler } = this;
    const fetch = (url: string, init: RequestInit): Promise<Response> => this.answer(url, init);
    const station = (): StationId | undefined => this.station;
    this.client = createHttpGatewayClient({
      ...{ baseUrl: `${BASE_URL}/`, fetch, stationKey, station, clock, scheduler, ids: new SeededIds(2), gzip: null },
      ...change,
    });
  }

  /** Requests other than those for sessions. */
  get calls(): SentRequest[] {
    return this.requests.filter((request) => request.path !== '/v1/sessions');
  }

  get sessions(): number {
    return this.requests.length - this.calls.length;
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    if (!url.startsWith(BASE_URL) || !(init.signal instanceof AbortSignal))
      throw new Error(`unexpected request ${url}`);
    const path = url.slice(BASE_URL.length);
    const request = { method: init.method ?? '', path, headers: new Headers(init.headers), body: init.body ?? null };
    this.requests.push(request);
    await Promise.resolve();
    const scripted = path === '/v1/sessions' ? this.sessionReplies.shift() : this.replies.shift();
    const reply = scripted ?? (path === '/v1/sessions' ? this.newSession() : undefined);
    if (reply === undefined) throw new TypeError('fetch failed');
    return typeof reply === 'function' ? reply(request, init.signal) : reply;
  }

  private newSession(): Response {
    this.tokens += 1;
    const serverNow = this.serverNow ?? this.clock.now();
    const expiresAt = new Date(Date.parse(serverNow) + this.sessionLifeMs).toISOString();
    return json({ token: `token-${this.tokens}`, expiresAt, serverNow });
  }
}
