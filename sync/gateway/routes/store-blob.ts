import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as v from 'valibot';
import { err } from '#shared/kernel/result.ts';
import { findStoredBlob, storeBlob } from '#sync/gateway/services/blobs.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { blobResponseSchema } from '#sync/protocol/messages.ts';
import { decodeOperationHeader, OPERATION_HEADER_NAME } from '#sync/protocol/operation-header.ts';
import { storeBlobPayloadSchema } from '#sync/protocol/payloads.ts';
import { describeRoute } from './describe-route.ts';
import { refuseEncodedBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

const pathSchema = v.pick(storeBlobPayloadSchema, ['hash']);
const MEDIA_TYPES = ['image/jpeg', 'image/png', 'application/pdf', 'application/octet-stream'];

/** PUT and HEAD /v1/blobs/{hash}; in a scope of their own, because only here a body is not JSON. */
export function registerBlobs(scope: FastifyInstance, deps: ServiceDeps): void {
  scope.removeAllContentTypeParsers();
  // Handed on as a stream: the bytes go to disk and through the hash as they arrive.
  scope.addContentTypeParser(MEDIA_TYPES, (_request, payload, done) => {
    done(null, payload);
  });
  registerStoreBlob(scope, deps);
  registerFindBlob(scope, deps);
}

function registerStoreBlob(scope: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Stores the bytes of one scan under their SHA-256; a hash that is already stored is not written again',
    path: pathSchema,
    consumes: MEDIA_TYPES,
    body: v.string(),
    answer: blobResponseSchema,
  });
  const options = { schema, onRequest: requireStation(deps), preParsing: refuseEncodedBody };
  scope.put('/v1/blobs/:hash', options, async (request, reply) => {
    const path = parseRequest(pathSchema, request.params);
    if (!path.ok) return sendProblem(reply, 'malformedQuery', path.error.at);
    // Without a body there is no stream, and nothing that could have this hash.
    const bytes = request.body as Readable | undefined;
    if (bytes === undefined) return sendProblem(reply, 'emptyBlob');
    if (Number(request.headers['content-length'] ?? 0) > deps.policy.maxBlobBytes) return refuseTooLarge(reply);
    const mediaType = request.headers['content-type'] ?? 'application/octet-stream';
    const operation = decodeOperationHeader(String(request.headers[OPERATION_HEADER_NAME] ?? ''));
    const { hash } = path.value;
    const stored =
      operation === undefined
        ? err({ code: 'malformedOperation' as const })
        : await storeBlob(deps, getStation(request), { hash, mediaType, operation, bytes });
    if (stored !== undefined && (stored.ok || stored.error.code !== 'blobTooLarge')) await drain(bytes);
    if (stored === undefined) return reply.hijack();
    if (stored.ok) return reply.send(stored.value);
    return stored.error.code === 'blobTooLarge' ? refuseTooLarge(reply) : sendProblem(reply, stored.error.code);
  });
}

/** Reads what is left of a body, so that the connection is free again when the answer goes out. */
async function drain(bytes: Readable): Promise<void> {
  bytes.resume();
  await finished(bytes, { writable: false }).catch(() => undefined);
}

/** The rest of the body is not waited for: the connection ends with this answer. */
function refuseTooLarge(reply: FastifyReply): FastifyReply {
  return sendProblem(reply.header('connection', 'close'), 'blobTooLarge');
}

function registerFindBlob(scope: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'Tells whether a scan is stored: 200 with its length, or 404',
    path: pathSchema,
    answer: 'empty',
  });
  scope.head('/v1/blobs/:hash', { schema, onRequest: requireStation(deps) }, async (request, reply) => {
    const path = parseRequest(pathSchema, request.params);
    if (!path.ok) return sendProblem(reply, 'malformedQuery', path.error.at);
    const stored = await findStoredBlob(deps, path.value.hash);
    if (stored === undefined) return sendProblem(reply, 'blobUnknown');
    return reply.header('content-length', stored.sizeBytes).send();
  });
}
