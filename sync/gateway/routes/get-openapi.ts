import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { describeRoute } from './describe-route.ts';

/** GET /openapi.json: made from the schemas that the requests are read with. */
export function registerGetOpenapi(app: FastifyInstance, readDocument: () => unknown): void {
  const schema = describeRoute({
    summary: 'This document (OpenAPI 3.1)',
    answer: v.looseObject({ openapi: v.string() }),
    isPublic: true,
  });
  app.get('/openapi.json', { schema }, async (_request, reply) => reply.send(readDocument()));
}
