import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Admission, SentAway, Visit } from '#sync/gateway/services/admission.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation } from './require-station.ts';

/** Marks the error with which a body ends that is longer than its limit. */
const TOO_LARGE = { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 };

interface Admitted {
  readonly visit: Visit;
  isWorking: boolean;
}
const admitted = new WeakMap<FastifyRequest, Admitted>();

/**
 * An `onRequest` hook behind `requireStation`: finds room for the body before a byte of it is read, or sends the station
 * away with 429 and `Retry-After`.
 */
export function admitStation(admission: Admission, maxBytes: number) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const bytes = Math.min(announcedBytes(request, maxBytes), maxBytes);
    const entered = admission.enter(getStation(request).stationId, bytes);
    if (!entered.ok) {
      sendAway(reply, entered.error);
      return;
    }
    const visit = entered.value;
    const guest: Admitted = { visit, isWorking: false };
    admitted.set(request, guest);
    // The station hung up while it waited, or what it sent cannot be read: nobody else ends the visit.
    const leave = (): void => {
      if (!guest.isWorking) visit.leave();
    };
    reply.raw.once('close', leave).once('finish', leave);
    done();
  };
}

/**
 * A `preParsing` hook, before bodies are inflated: takes the body in as it travels, then waits for the station's turn.
 * A slow sender holds no turn, and only bodies whose turn has come are inflated.
 */
export function awaitTurn(maxBytes: number) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: Readable): Promise<Readable | undefined> => {
    if (announcedBytes(request, maxBytes) > maxBytes) throw tooLarge();
    const body = await readWhole(payload, maxBytes);
    const turned = await admitted.get(request)?.visit.turn();
    if (turned?.ok === false) {
      sendAway(reply, turned.error);
      return undefined;
    }
    return Object.assign(Readable.from([body], { objectMode: false }), { receivedEncodedLength: body.length });
  };
}

/** Does the work of an admitted request and ends its visit, also when the station has hung up meanwhile. */
export async function workOnTurn<Value>(request: FastifyRequest, work: () => Promise<Value>): Promise<Value> {
  const guest = admitted.get(request);
  if (guest !== undefined) guest.isWorking = true;
  try {
    return await work();
  } finally {
    guest?.visit.leave();
  }
}

export function sendAway(reply: FastifyReply, { code, retryAfterSeconds }: SentAway): FastifyReply {
  return sendProblem(reply.header('retry-after', retryAfterSeconds), code);
}

function announcedBytes(request: FastifyRequest, otherwise: number): number {
  const announced = Number(request.headers['content-length'] ?? otherwise);
  return Number.isFinite(announced) ? announced : otherwise;
}

async function readWhole(payload: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      length += chunk.length;
      // Beyond the limit it is read and dropped: the answer still goes out on this connection.
      if (length <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (cause) {
    throw Object.assign(new Error('the body was cut off', { cause }), { statusCode: 400 });
  }
  if (length > maxBytes) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): Error {
  return Object.assign(new Error('the body is too large'), TOO_LARGE);
}
