import * as v from 'valibot';
import { toEpochMs } from '#shared/kernel/instant.ts';
import type { Clock, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { StopSignal } from '#sync/ports/stop-signal.ts';
import { PAUSING_PROBLEM_CODES, PROBLEM_HEADER, problemSchema, TUS_VERSION } from '#sync/protocol/messages.ts';
import type { Gzip } from './gzip.ts';
import { parseRetryAfter } from './retry-after.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  /** Begins with `/v1/`. Carries no personal data. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly bytes: Uint8Array; readonly mediaType: string };
  readonly timeoutMs: number;
  /** Default `json`; `tus` = what counts is in the headers, and the gateway is known by them. */
  readonly answer?: 'json' | 'tus';
  /** Ends the call, which then is `unreachable`. */
  readonly stop?: StopSignal;
}

export interface HttpReply {
  readonly status: number;
  /** Parsed JSON; `undefined` for 304 and for `tus`. */
  readonly body: unknown;
  readonly header: (name: string) => string | null;
}

export interface ExchangeDeps {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly gzip: Gzip | undefined;
}

/** Below this a body is not worth compressing. */
const GZIP_FROM_CHARACTERS = 1024;
const BUSY = [408, 425, 429, 503];
const JSON_TYPE = /^application\/(?:problem\+)?json\s*(?:;|$)/i;

/** One request and its answer. Never throws: whatever goes wrong is one of the failures. */
export async function exchange(deps: ExchangeDeps, request: HttpRequest): Promise<Result<HttpReply, GatewayFailure>> {
  const controller = new AbortController();
  const ending: { code: 'timedOut' | 'unreachable' } = { code: 'unreachable' };
  const cancel = deps.scheduler.after(request.timeoutMs, () => {
    ending.code = 'timedOut';
    controller.abort();
  });
  const forgetStop = request.stop?.onStop(() => controller.abort());
  try {
    const response = await deps.fetch(`${deps.baseUrl}${request.path}`, await toInit(deps, request, controller.signal));
    const failure = failureOfStatus(response, deps.clock);
    if (failure !== undefined) return err(failure);
    if (response.status === 304) return ok(toReply(response, undefined));
    if (request.answer === 'tus' && (response.ok || request.method === 'HEAD')) return readTusHeaders(response);
    if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) return notTheGateway(response.status);
    return readJson(response, await response.text());
  } catch {
    // No connection, a name that does not resolve, a body cut off: fetch tells them apart only by words.
    return err({ code: ending.code });
  } finally {
    cancel();
    forgetStop?.();
  }
}

async function toInit(deps: ExchangeDeps, request: HttpRequest, signal: AbortSignal): Promise<RequestInit> {
  const { body, headers } = await toBody(deps, request);
  return {
    method: request.method,
    headers: { accept: 'application/json, application/problem+json', ...headers, ...request.headers },
    // A gateway never redirects; a captive portal does.
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal,
    ...(body === undefined ? {} : { body }),
  };
}

async function toBody(
  deps: ExchangeDeps,
  { body }: HttpRequest,
): Promise<{ readonly body?: BodyInit; readonly headers: Record<string, string> }> {
  if (body === undefined) return { headers: {} };
  if ('bytes' in body) {
    // The blob store never hands out shared memory, which is all that the narrower type excludes.
    return { body: body.bytes as Uint8Array<ArrayBuffer>, headers: { 'content-type': body.mediaType } };
  }
  const text = JSON.stringify(body.json);
  const headers = { 'content-type': 'application/json' };
  if (deps.gzip === undefined || text.length < GZIP_FROM_CHARACTERS) return { body: text, headers };
  return { body: await deps.gzip(text), headers: { ...headers, 'content-encoding': 'gzip' } };
}

/** What a status alone says, whoever sent it. */
function failureOfStatus(response: Response, clock: Clock): GatewayFailure | undefined {
  const { status } = response;
  const isRedirect = response.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);
  // 407 and 511 come from proxies and captive portals.
  if (isRedirect || status === 0 || status === 407 || status === 511)
    return { code: 'notTheGateway', details: { status } };
  if (status < 500 && !BUSY.includes(status)) return undefined;
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), toEpochMs(clock.now()));
  const code = BUSY.includes(status) ? 'busy' : 'serverError';
  return { code, details: retryAfterMs === undefined ? { status } : { status, retryAfterMs } };
}

/** Why an answer that is not the one hoped for is none: what its status or its problem code says. */
export async function readFailure(deps: Pick<ExchangeDeps, 'clock'>, response: Response): Promise<GatewayFailure> {
  const failure = failureOfStatus(response, deps.clock);
  if (failure !== undefined) return failure;
  const reply = readJson(response, await response.text());
  return reply.ok ? { code: 'notTheGateway', details: { status: response.status } } : reply.error;
}

function readJson(response: Response, text: string): Result<HttpReply, GatewayFailure> {
  const { status } = response;
  const body = parseJson(text);
  if (status < 400) return body === undefined ? notTheGateway(status) : ok(toReply(response, body));
  const problem = v.safeParse(problemSchema, body);
  return problem.success ? err(toFailure(problem.output.code, status)) : notTheGateway(status);
}

/** Only the gateway names its protocol; the answer to HEAD has no body, so its problem is in a header as well. */
function readTusHeaders(response: Response): Result<HttpReply, GatewayFailure> {
  const { status, headers } = response;
  if (status < 400) {
    return headers.get('tus-resumable') === TUS_VERSION ? ok(toReply(response, undefined)) : notTheGateway(status);
  }
  const code = headers.get(PROBLEM_HEADER);
  return code === null ? notTheGateway(status) : err(toFailure(code, status));
}

function toFailure(code: string, status: number): GatewayFailure {
  const pausing = PAUSING_PROBLEM_CODES.find((known) => known === code);
  if (pausing !== undefined) return { code: pausing, details: { status } };
  return { code: 'rejected', details: { problemCode: code, status } };
}

function toReply(response: Response, body: unknown): HttpReply {
  return { status: response.status, body, header: (name) => response.headers.get(name) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function notTheGateway(status: number): Result<never, GatewayFailure> {
  return err({ code: 'notTheGateway', details: { status } });
}
