import type { FastifyInstance } from 'fastify';
import type { StationId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Admission, SentAway } from '#sync/gateway/services/admission.ts';
import { openSession } from '#sync/gateway/services/sessions.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { sessionRequestSchema, sessionResponseSchema } from '#sync/protocol/messages.ts';
import { sendAway } from './admit-station.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';

/** What a request that waits for its session holds in memory, roughly. */
const SESSION_BYTES = 1024;

/** POST /v1/sessions */
export function registerOpenSession(app: FastifyInstance, deps: ServiceDeps, admission: Admission): void {
  const schema = describeRoute({
    summary: 'Opens a session of twelve hours for a station that signs the request with its key',
    body: sessionRequestSchema,
    answer: sessionResponseSchema,
    answerStatus: 201,
    isPublic: true,
  });
  app.post('/v1/sessions', { schema, preParsing: inflateBody() }, async (request, reply) => {
    const body = parseRequest(sessionRequestSchema, request.body);
    if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
    const opened = await onTurn(admission, body.value.stationId, () => openSession(deps, body.value));
    if (!opened.ok && 'retryAfterSeconds' in opened.error) return sendAway(reply, opened.error);
    if (!opened.ok) return sendProblem(reply, opened.error.code, detailOf(opened.error.code, deps));
    return reply.code(201).header('cache-control', 'no-store').send(opened.value);
  });
}

/** Whoever asks is not known yet: turns go by the station that is named, whose number in the house is small. */
async function onTurn<Value, Problem>(
  admission: Admission,
  stationId: StationId,
  work: () => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem | SentAway>> {
  const entered = admission.enter(stationId, SESSION_BYTES);
  if (!entered.ok) return entered;
  try {
    const turned = await entered.value.turn();
    return turned.ok ? await work() : turned;
  } finally {
    entered.value.leave();
  }
}

/** A station whose clock is wrong is told the right time, so that the officer can be. */
function detailOf(code: string, deps: ServiceDeps): string | undefined {
  return code === 'clockOutOfRange' ? deps.clock.now() : undefined;
}
