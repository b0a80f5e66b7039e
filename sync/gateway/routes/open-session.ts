import type { FastifyInstance } from 'fastify';
import { openSession } from '#sync/gateway/services/sessions.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { sessionRequestSchema, sessionResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';

/** POST /v1/sessions */
export function registerOpenSession(app: FastifyInstance, deps: ServiceDeps): void {
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
    const opened = await openSession(deps, body.value);
    if (!opened.ok) return sendProblem(reply, opened.error.code, detailOf(opened.error.code, deps));
    return reply.code(201).header('cache-control', 'no-store').send(opened.value);
  });
}

/** A station whose clock is wrong is told the right time, so that the officer can be. */
function detailOf(code: string, deps: ServiceDeps): string | undefined {
  return code === 'clockOutOfRange' ? deps.clock.now() : undefined;
}
