import type { FastifyInstance, FastifyReply } from 'fastify';
import { getCatalogueText, getCatalogueVersion } from '#sync/gateway/services/catalogue.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { catalogueResponseSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** GET /v1/catalogue */
export function registerGetCatalogue(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'The catalogue in force for the agency of the station; 304 when If-None-Match names its version',
    answer: catalogueResponseSchema,
  });
  app.get('/v1/catalogue', { schema, onRequest: requireStation(deps) }, async (request, reply) => {
    const station = getStation(request);
    const version = await getCatalogueVersion(deps, station);
    if (!version.ok) return sendProblem(reply, version.error.code);
    const etag = `"${version.value}"`;
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (isNamed(etag, request.headers['if-none-match'])) return reply.code(304).send();
    const text = await getCatalogueText(deps, station, version.value);
    if (!text.ok) return sendProblem(reply, text.error.code);
    return sendJsonText(reply, text.value);
  });
}

/** If-None-Match is a list; weak and strong tags mean the same here (RFC 9110, 13.1.2). */
function isNamed(etag: string, header: string | undefined): boolean {
  const named = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return named.includes(etag) || named.includes('*');
}

function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text);
}
