import type { FastifyInstance } from 'fastify';
import { returnNumbers } from '#sync/gateway/services/return-numbers.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { returnRequestSchema, returnResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** POST /v1/number-returns */
export function registerReturnNumbers(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Records which leased and band numbers the station will never use; the same requestId is recorded once',
    body: returnRequestSchema,
    answer: returnResponseSchema,
  });
  app.post(
    '/v1/number-returns',
    { schema, onRequest: requireStation(deps), preParsing: inflateBody() },
    async (request, reply) => {
      const body = parseRequest(returnRequestSchema, request.body);
      if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
      const returned = await returnNumbers(deps, getStation(request), body.value);
      if (!returned.ok) return sendProblem(reply, returned.error.code);
      return reply.send(returned.value);
    },
  );
}
