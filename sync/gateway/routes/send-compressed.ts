import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Below this an answer is not worth compressing. */
const GZIP_FROM_BYTES = 1024;
/** Answers are mostly ids and repeated words: the fastest level loses little. */
const LEVEL = 1;
const gzipped = promisify(gzip);

/** Answers with JSON, gzipped when it is long and the caller can read that. */
export async function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
): Promise<FastifyReply> {
  const text = JSON.stringify(answer);
  reply.type('application/json; charset=utf-8').header('vary', 'origin, accept-encoding');
  if (text.length < GZIP_FROM_BYTES || !acceptsGzip(request.headers['accept-encoding'])) return reply.send(text);
  const body = await gzipped(text, { level: LEVEL });
  return reply.header('content-encoding', 'gzip').send(body);
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/i.test(String(header ?? ''));
}
