import type { FastifyInstance } from 'fastify';
import { leaseFeeReceiptBook } from '#sync/gateway/services/lease-fee-receipt-book.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { feeReceiptBookRequestSchema, feeReceiptBookResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** POST /v1/fee-receipt-books */
export function registerLeaseFeeReceiptBook(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Leases a book of official fee receipt numbers; the same requestId gives the same book again',
    body: feeReceiptBookRequestSchema,
    answer: feeReceiptBookResponseSchema,
  });
  app.post(
    '/v1/fee-receipt-books',
    { schema, onRequest: requireStation(deps), preParsing: inflateBody() },
    async (request, reply) => {
      const body = parseRequest(feeReceiptBookRequestSchema, request.body);
      if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
      const leased = await leaseFeeReceiptBook(deps, getStation(request), body.value);
      if (!leased.ok) return sendProblem(reply, leased.error.code);
      return reply.send(leased.value);
    },
  );
}
