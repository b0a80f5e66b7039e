import type { FastifyInstance } from 'fastify';
import type { Admission } from '#sync/gateway/services/admission.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { submitBatch } from '#sync/gateway/services/submit-batch.ts';
import {
  batchRequestSchema,
  batchResponseSchema,
  MAX_BATCH_BYTES,
  typedBatchRequestSchema,
} from '#sync/protocol/messages.ts';
import { admitStation, awaitTurn, workOnTurn } from './admit-station.ts';
import { describeRoute } from './describe-route.ts';
import { inflateBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';
import { sendCompressed } from './send-compressed.ts';

/** Room for the envelope around the operations themselves. */
const BODY_LIMIT_BYTES = MAX_BATCH_BYTES + 64 * 1024;

/** POST /v1/operations */
export function registerSubmitOperations(app: FastifyInstance, deps: ServiceDeps, admission: Admission): void {
  const schema = describeRoute({
    summary: 'Applies a batch of operations exactly once each and answers item by item, in the order sent',
    body: typedBatchRequestSchema,
    answer: batchResponseSchema,
  });
  const options = {
    schema,
    bodyLimit: BODY_LIMIT_BYTES,
    onRequest: [requireStation(deps), admitStation(admission, BODY_LIMIT_BYTES)],
    preParsing: [awaitTurn(BODY_LIMIT_BYTES), inflateBody(BODY_LIMIT_BYTES)],
  };
  app.post('/v1/operations', options, async (request, reply) => {
    const body = parseRequest(batchRequestSchema, request.body);
    if (!body.ok) return sendProblem(reply, 'malformedBody', body.error.at);
    const { operations } = body.value;
    const answered = await workOnTurn(request, () => submitBatch(deps, getStation(request), operations));
    if (!answered.ok) return sendProblem(reply, answered.error.code);
    return sendCompressed(request, reply, answered.value);
  });
}
