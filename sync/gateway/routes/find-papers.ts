import type { FastifyInstance } from 'fastify';
import { findPapers } from '#sync/gateway/services/find-papers.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { papersRequestSchema, papersResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** POST /v1/citizen-store/papers */
export function registerFindPapers(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Digitised papers of a person or an organisation that may be used again',
    body: papersRequestSchema,
    answer: papersResponseSchema,
  });
  app.post(
    '/v1/citizen-store/papers',
    { schema, onRequest: requireStation(deps), preParsing: inflateBody() },
    async (request, reply) => {
      const body = parseRequest(papersRequestSchema, request.body);
      if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
      return reply.send({ papers: await findPapers(deps, getStation(request), body.value.applicantNumber) });
    },
  );
}
