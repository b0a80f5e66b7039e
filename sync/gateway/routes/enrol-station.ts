import type { FastifyInstance } from 'fastify';
import { enrolStation } from '#sync/gateway/services/enrol-station.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { enrolRequestSchema, enrolResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';

/** POST /v1/stations */
export function registerEnrolStation(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Enrols a station with a one-time code; the same code and key give the same answer again',
    body: enrolRequestSchema,
    answer: enrolResponseSchema,
    answerStatus: 201,
    isPublic: true,
  });
  app.post('/v1/stations', { schema, preParsing: inflateBody() }, async (request, reply) => {
    const body = parseRequest(enrolRequestSchema, request.body);
    if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
    const enrolled = await enrolStation(deps, body.value);
    if (!enrolled.ok) return sendProblem(reply, enrolled.error.code);
    return reply.code(201).send(enrolled.value);
  });
}
