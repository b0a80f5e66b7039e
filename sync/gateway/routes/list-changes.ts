import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { listChanges } from '#sync/gateway/services/list-changes.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { changesResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

const MAX_PAGE = 500;
const DEFAULT_PAGE = '100';

/** Digits only, few enough to be a safe integer. */
const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/));
const cursorSchema = v.pipe(wholeNumber, v.transform(Number));
const limitSchema = v.pipe(wholeNumber, v.transform(Number), v.minValue(1), v.maxValue(MAX_PAGE));
const documentedQuery = v.object({ cursor: v.optional(wholeNumber), limit: v.optional(wholeNumber) });

/** GET /v1/changes?cursor=N&limit=M */
export function registerListChanges(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary:
      'What the province has to tell this station after the cursor (default 0), at most `limit` (default 100, 1–500)',
    query: documentedQuery,
    answer: changesResponseSchema,
  });
  app.get('/v1/changes', { schema, onRequest: requireStation(deps) }, async (request, reply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    const cursor = parseRequest(cursorSchema, query['cursor'] ?? '0');
    if (!cursor.ok) return sendProblem(reply, 'badCursor');
    const limit = parseRequest(limitSchema, query['limit'] ?? DEFAULT_PAGE);
    if (!limit.ok) return sendProblem(reply, 'malformedQuery', 'limit');
    const page = await listChanges(deps, getStation(request), { cursor: cursor.value, limit: limit.value });
    if (!page.ok) return sendProblem(reply, page.error.code);
    return reply.send(page.value);
  });
}
