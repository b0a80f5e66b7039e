import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem-reply.ts';

/** The page may load only from its own origin; scans and papers are shown as blobs; no inline script or style. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  'media-src blob:',
  'frame-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Names that carry a hash of their content never change; everything else is asked for again each time. */
const IMMUTABLE = /\/assets\/[^/]+$/;

/** Serves the built files of the browser host; any other page address gets the shell, which has its own router. */
export async function registerWebHost(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    index: ['index.html'],
    schemaHide: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', IMMUTABLE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.header('x-content-type-options', 'nosniff');
      reply.header('referrer-policy', 'no-referrer');
      reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    },
  });
}

/** Answers what no route answers. @param hasWebHost whether there is a shell to fall back to */
export function answerUnknown(hasWebHost: boolean) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const isApi = request.url.startsWith('/v1/');
    if (hasWebHost && isPage && !isApi) return reply.sendFile('index.html');
    return sendProblem(reply, 'notFound');
  };
}
