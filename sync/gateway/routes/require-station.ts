import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '#sync/gateway/services/sessions.ts';
import type { ServiceDeps, StationIdentity } from '#sync/gateway/services/service-deps.ts';
import { sendProblem } from './problem-reply.ts';

/** The request decorator under which the calling station is kept. */
export const STATION = 'station';

/** Lets only stations with a session through; runs before the body is read. */
export function requireStation(deps: ServiceDeps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const found = await authenticate(deps, readToken(request.headers.authorization));
    if (!found.ok) return sendProblem(reply, found.error.code);
    request.setDecorator(STATION, found.value);
    return undefined;
  };
}

export function getStation(request: FastifyRequest): StationIdentity {
  return request.getDecorator<StationIdentity>(STATION);
}

function readToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer ([0-9a-f]{64})$/i.exec(header)?.[1];
}
