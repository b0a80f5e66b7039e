import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { localDateSchema } from '#shared/kernel/instant.ts';
import { summariseDay } from '#sync/gateway/services/daily-fee-receipts.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { dailyFeeReceiptsResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

const querySchema = v.object({ on: localDateSchema });

/** GET /v1/fee-receipts/daily?on=YYYY-MM-DD */
export function registerSummariseFeeReceipts(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'The daily table of fee receipts (01/TH-BLĐT) of the station’s agency',
    query: querySchema,
    answer: dailyFeeReceiptsResponseSchema,
  });
  app.get('/v1/fee-receipts/daily', { schema, onRequest: requireStation(deps) }, async (request, reply) => {
    const query = parseRequest(querySchema, request.query);
    if (!query.ok) return sendProblem(reply, 'malformedQuery', query.error.at);
    const table = await summariseDay(deps, getStation(request), query.value.on);
    return reply.header('cache-control', 'no-store').send(table);
  });
}
