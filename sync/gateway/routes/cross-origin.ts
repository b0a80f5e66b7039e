import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ALLOWED_METHODS = 'GET, HEAD, POST, PATCH';
const ALLOWED_HEADERS =
  'authorization, content-type, content-encoding, if-none-match, tus-resumable, upload-length, upload-metadata, upload-offset';
const EXPOSED_HEADERS =
  'etag, retry-after, content-length, location, tus-resumable, upload-length, upload-offset, x-qmc-blob, x-qmc-problem';
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Lets the origins of the list call the gateway from a window; the browser host has the gateway's own origin and needs
 * nothing. Credentials are a header the page sets itself, so cookies are never allowed along.
 */
export function registerCrossOrigin(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    // Answers depend on the asking origin, also those that allow nothing.
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin !== undefined && allowedOrigins.includes(origin)) {
      reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', EXPOSED_HEADERS);
    }
    done();
  });
  for (const path of ['/v1/*', '/healthz', '/openapi.json'])
    app.options(path, { schema: { hide: true } }, answerPreflight);
}

function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (reply.hasHeader('access-control-allow-origin')) {
    reply
      .header('access-control-allow-methods', ALLOWED_METHODS)
      .header('access-control-allow-headers', ALLOWED_HEADERS)
      .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS);
    // Chromium asks this when a page of another address space calls a machine on the local network.
    if (request.headers['access-control-request-private-network'] === 'true') {
      reply.header('access-control-allow-private-network', 'true');
    }
  }
  return reply.code(204).send();
}
