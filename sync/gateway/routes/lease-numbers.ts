import type { FastifyInstance } from 'fastify';
import { leaseNumbers } from '#sync/gateway/services/lease-numbers.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { leaseRequestSchema, leaseResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** POST /v1/leases */
export function registerLeaseNumbers(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Leases a block of dossier numbers for each day; the same requestId gives the same blocks again',
    body: leaseRequestSchema,
    answer: leaseResponseSchema,
  });
  app.post(
    '/v1/leases',
    { schema, onRequest: requireStation(deps), preParsing: inflateBody() },
    async (request, reply) => {
      const body = parseRequest(leaseRequestSchema, request.body);
      if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
      const leased = await leaseNumbers(deps, getStation(request), body.value);
      if (!leased.ok) return sendProblem(reply, leased.error.code);
      return reply.send(leased.value);
    },
  );
}
