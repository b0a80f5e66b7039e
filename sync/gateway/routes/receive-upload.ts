import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as v from 'valibot';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AnnouncedBlob } from '#sync/gateway/services/blobs.ts';
import type { GatewayProblem } from '#sync/gateway/services/problems.ts';
import type { ServiceDeps, StationIdentity } from '#sync/gateway/services/service-deps.ts';
import { announceBlob, findAccepted } from '#sync/gateway/services/uploads.ts';
import { blobResponseSchema, TUS_VERSION, UPLOADS_PATH, type BlobResponse } from '#sync/protocol/messages.ts';
import { storeBlobPayloadSchema } from '#sync/protocol/payloads.ts';
import { describeRoute } from './describe-route.ts';
import { refuseEncodedBody } from './inflate-body.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';
import { acceptedHeaders, readAnnouncement, TusEndpoint } from './tus-endpoint.ts';
import { UploadRefused } from './upload-data-store.ts';

const pathSchema = v.pick(storeBlobPayloadSchema, ['hash']);
/** Refusals that another request for the same upload may have brought about. */
const OVERTAKEN: readonly string[] = ['uploadUnknown', 'uploadOffsetMismatch'];
const MEDIA_TYPE = 'application/offset+octet-stream';
/** What of the tus server's answer is passed on; the rest (cross-origin and the like) is Fastify's matter. */
const PASSED_ON = ['location', 'cache-control', 'upload-offset', 'upload-length', 'upload-metadata', 'x-qmc-blob'];

/**
 * POST /v1/uploads, HEAD and PATCH /v1/uploads/{hash}: scans by resumable upload (tus 1.0). An upload is known by the
 * calling station and the hash of its content; in a scope of its own, because only here a body is not JSON.
 */
export function registerUploads(scope: FastifyInstance, deps: ServiceDeps): void {
  const endpoint = new TusEndpoint(deps);
  scope.removeAllContentTypeParsers();
  // Handed on as a stream: the bytes go to disk as they arrive.
  scope.addContentTypeParser(MEDIA_TYPE, (_request, payload, done) => {
    done(null, payload);
  });
  const options = { onRequest: requireStation(deps), preParsing: refuseEncodedBody };
  scope.post(UPLOADS_PATH, { ...options, schema: describeCreation() }, async (request, reply) => {
    const announced = tryToRead(request);
    if (announced instanceof UploadRefused) return refuse(request, reply, announced);
    return receive(deps, endpoint, { request, reply, hash: announced.hash, announced });
  });
  for (const method of ['HEAD', 'PATCH'] as const) {
    const url = `${UPLOADS_PATH}/:hash`;
    scope.route({
      ...options,
      ...{ method, url, schema: describePart(method) },
      handler: async (request, reply) => {
        const path = parseRequest(pathSchema, request.params);
        if (!path.ok) return refuse(request, reply, new UploadRefused('uploadUnknown'));
        return receive(deps, endpoint, { request, reply, hash: path.value.hash });
      },
    });
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly hash: Sha256;
  /** What the request that opens an upload says of it. */
  readonly announced?: AnnouncedBlob;
}

function tryToRead(request: FastifyRequest): AnnouncedBlob | UploadRefused {
  try {
    return readAnnouncement(headerOf(request, 'upload-metadata'), headerOf(request, 'upload-length'));
  } catch (error) {
    if (error instanceof UploadRefused) return error;
    throw error;
  }
}

/** Answers what is accepted already without taking a byte; everything else is the tus server's. */
async function receive(deps: ServiceDeps, endpoint: TusEndpoint, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const station = getStation(request);
  try {
    if (headerOf(request, 'tus-resumable') !== TUS_VERSION) throw new UploadRefused('unsupportedUploadVersion');
    const accepted = await findAcceptedFor(deps, station, exchange);
    if (accepted?.ok === true) return await answerAccepted(exchange, accepted.value);
    if (accepted?.ok === false && accepted.error.code !== 'hashMismatch') throw new UploadRefused(accepted.error.code);
    return await passOn(await endpoint.handle(request, station, bodyOf(request)), reply);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    // Two requests for one upload at once: the one that came too late gets the answer of the other.
    const meanwhile = OVERTAKEN.includes(error.code) ? await findAcceptedFor(deps, station, exchange) : undefined;
    return meanwhile?.ok === true ? answerAccepted(exchange, meanwhile.value) : refuse(request, reply, error);
  }
}

function findAcceptedFor(
  deps: ServiceDeps,
  station: StationIdentity,
  { hash, announced }: Exchange,
): Promise<Result<BlobResponse, GatewayProblem> | undefined> {
  return announced === undefined ? findAccepted(deps, station, hash) : announceBlob(deps, station, announced);
}

async function answerAccepted({ request, reply, hash }: Exchange, blob: BlobResponse): Promise<FastifyReply> {
  await drain(bodyOf(request));
  const length = { 'upload-length': String(blob.sizeBytes), location: `${UPLOADS_PATH}/${hash}` };
  reply.headers({ 'tus-resumable': TUS_VERSION, ...length, ...acceptedHeaders(blob) });
  if (request.method === 'HEAD') return reply.header('cache-control', 'no-store').send();
  return reply.code(request.method === 'POST' ? 201 : 200).send(blob);
}

async function passOn(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status).header('tus-resumable', TUS_VERSION);
  for (const name of PASSED_ON) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  const text = await response.text();
  return text === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(text);
}

/** What is left of the body is read first, so that the answer is seen and the connection is free again. */
async function refuse(request: FastifyRequest, reply: FastifyReply, refusal: UploadRefused): Promise<FastifyReply> {
  if (refusal.isBodyTaken) reply.header('connection', 'close');
  else await drain(bodyOf(request));
  return sendProblem(reply.header('tus-resumable', TUS_VERSION), refusal.code);
}

async function drain(body: Readable | undefined): Promise<void> {
  if (body === undefined || body.readableEnded || body.destroyed) return;
  body.resume();
  await finished(body, { writable: false }).catch(() => undefined);
}

function bodyOf(request: FastifyRequest): Readable | undefined {
  return (request.body as Readable | null | undefined) ?? undefined;
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function describeCreation(): Record<string, unknown> {
  return describeRoute({
    summary:
      'tus 1.0, creation (with upload): opens the upload of a scan, or gives the one that is open. Upload-Metadata: ' +
      'hash, mediaType, operation (the signed header of its storeBlob, base64url). A scan that is stored already is ' +
      'answered as complete, once its operation is recorded',
    consumes: [MEDIA_TYPE],
    body: v.string(),
    answer: blobResponseSchema,
    answerStatus: 201,
  });
}

function describePart(method: 'HEAD' | 'PATCH'): Record<string, unknown> {
  if (method === 'HEAD') {
    const summary = 'tus 1.0: how many bytes of the upload are safely stored (Upload-Offset)';
    return describeRoute({ summary, path: pathSchema, answer: 'empty' });
  }
  return describeRoute({
    summary:
      'tus 1.0: appends bytes at Upload-Offset. The last part is answered with the hash computed over the whole scan',
    path: pathSchema,
    consumes: [MEDIA_TYPE],
    body: v.string(),
    answer: blobResponseSchema,
  });
}
