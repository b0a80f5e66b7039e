import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { BatchResponse } from '#sync/protocol/messages.ts';
import type { StormStation } from './storm-stations.ts';

export interface StormOutcome {
  /** From the beginning of the storm until everything of this station was acknowledged. */
  readonly tookMs: number;
  readonly sentAway: number;
  readonly brokenOff: number;
}

interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly text: string;
}

const BROKEN_OFF_PAUSE_MS = 1_000;
/** As the product's client: after this long without an answer it comes again. */
const PATIENCE_MS = 30_000;

/** What a station does when the link is back: opens a session, sends its batch, and comes again when it is told to. */
export async function sendStorm(gatewayUrl: string, station: StormStation, agent: Agent): Promise<StormOutcome> {
  const startedMs = performance.now();
  const tally = { sentAway: 0, brokenOff: 0 };
  const { stationId } = station.station;
  const opening = Buffer.from(JSON.stringify({ stationId, ...station.sessionRequest }));
  const opened = await insist(() => post(`${gatewayUrl}/v1/sessions`, agent, {}, opening), 201, tally);
  const { token } = JSON.parse(opened.text) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-encoding': 'gzip', 'accept-encoding': 'gzip' };
  const answer = await insist(() => post(`${gatewayUrl}/v1/operations`, agent, headers, station.body), 200, tally);
  const { outcomes } = JSON.parse(answer.text) as BatchResponse;
  const acknowledged = outcomes.filter(({ outcome }) => outcome === 'accepted' || outcome === 'alreadyAccepted').length;
  if (acknowledged !== station.operations.length) throw new Error(`only ${String(acknowledged)} were acknowledged`);
  return { tookMs: performance.now() - startedMs, ...tally };
}

async function insist(
  call: () => Promise<Answer>,
  wanted: number,
  tally: { sentAway: number; brokenOff: number },
): Promise<Answer> {
  for (;;) {
    const answer = await call().catch(() => undefined);
    if (answer?.status === wanted) return answer;
    if (answer === undefined) {
      tally.brokenOff += 1;
      await pause(BROKEN_OFF_PAUSE_MS);
    } else if (answer.status === 429 || answer.status === 503) {
      tally.sentAway += 1;
      await pause((answer.retryAfterSeconds ?? 1) * 1_000);
    } else throw new Error(`unexpected answer ${String(answer.status)}: ${answer.text}`);
  }
}

async function post(
  url: string,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<Answer> {
  const call = httpRequest(url, {
    ...{ method: 'POST', agent, signal: AbortSignal.timeout(PATIENCE_MS) },
    headers: { ...headers, 'content-type': 'application/json', 'content-length': body.byteLength },
  });
  call.end(body);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  const retryAfter = answer.headers['retry-after'];
  const retryAfterSeconds = retryAfter === undefined ? undefined : Number(retryAfter);
  return { status: answer.statusCode ?? 0, retryAfterSeconds, text };
}
