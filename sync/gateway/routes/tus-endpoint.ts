import { Server } from '@tus/server';
import { Metadata } from '@tus/utils';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import * as v from 'valibot';
import { sha256Schema, type Sha256 } from '#shared/kernel/ids.ts';
import type { AnnouncedBlob } from '#sync/gateway/services/blobs.ts';
import type { ProblemCode } from '#sync/gateway/services/problems.ts';
import type { ServiceDeps, StationIdentity } from '#sync/gateway/services/service-deps.ts';
import { finishUpload } from '#sync/gateway/services/uploads.ts';
import { BLOB_HEADER, UPLOADS_PATH, type BlobResponse } from '#sync/protocol/messages.ts';
import { decodeOperationHeader } from '#sync/protocol/operation-header.ts';
import {
  toUploadId,
  toUploadKey,
  UploadDataStore,
  uploadMetadataSchema,
  UploadRefused,
  valueOf,
} from './upload-data-store.ts';

/** How long a request that still holds an upload may go on when another one wants it. */
const LOCK_DRAIN_MS = 500;

/** What the tus server has no place for: who is calling, and what went wrong. */
interface Call {
  readonly station: StationIdentity;
  failure?: unknown;
}

/** The tus server, spoken to with web requests so that Fastify stays in charge of the connection. */
export class TusEndpoint {
  readonly #server: Server;
  readonly #calls = new WeakMap<object, Call>();

  constructor(deps: ServiceDeps) {
    this.#server = new Server({
      path: UPLOADS_PATH,
      relativeLocation: true,
      datastore: new UploadDataStore(deps),
      maxSize: deps.policy.maxBlobBytes,
      lockDrainTimeout: LOCK_DRAIN_MS,
      namingFunction: (request, metadata) => toUploadId({ ...this.#stationOf(request), hash: hashOf(metadata) }),
      getFileIdFromRequest: (request, name = '') => toUploadId({ ...this.#stationOf(request), hash: name as Sha256 }),
      generateUrl: (_request, { path, id }) => `${path}/${toUploadKey(id).hash}`,
      onUploadFinish: async (request, upload) => {
        const blob = valueOf(await finishUpload(deps, this.#stationOf(request), toUploadKey(upload.id).hash));
        const status = request.method === 'POST' ? 201 : 200;
        return { status_code: status, headers: acceptedHeaders(blob), body: JSON.stringify(blob) };
      },
      onResponseError: (request, error) => {
        const call = this.#calls.get(request);
        if (call !== undefined) call.failure = error;
        return undefined;
      },
    });
  }

  /** @throws what is no refusal of the protocol: refusals come as `UploadRefused` */
  async handle(request: FastifyRequest, station: StationIdentity, body: Readable | undefined): Promise<Response> {
    const call: Call = { station };
    let isBodyTaken = false;
    const web = toWebRequest(request, () => {
      isBodyTaken = true;
      return body === undefined ? null : Readable.toWeb(body);
    });
    this.#calls.set(web, call);
    const response = await this.#server.handleWeb(web);
    if (response.status < 400) return response;
    throw toRefusal(response.status, call.failure, isBodyTaken);
  }

  #stationOf(request: object): StationIdentity {
    const call = this.#calls.get(request);
    if (call === undefined) throw new Error('an upload request that did not come through handle');
    return call.station;
  }
}

/** Headers of every answer that says "accepted". */
export function acceptedHeaders(blob: BlobResponse): Record<string, string> {
  return { 'upload-offset': String(blob.sizeBytes), [BLOB_HEADER]: JSON.stringify(blob) };
}

/**
 * What the request that opens an upload says of its scan.
 * @throws UploadRefused when it cannot be read
 */
export function readAnnouncement(metadata: string | undefined, length: string | undefined): AnnouncedBlob {
  const said = v.safeParse(uploadMetadataSchema, parseMetadata(metadata));
  const sizeBytes = Number(length ?? Number.NaN);
  if (!said.success || !Number.isSafeInteger(sizeBytes)) throw new UploadRefused('malformedUpload');
  const { hash, mediaType } = said.output;
  const operation = decodeOperationHeader(said.output.operation ?? '');
  if (operation === undefined) throw new UploadRefused('malformedOperation');
  return { hash, mediaType, sizeBytes, operation };
}

function parseMetadata(header: string | undefined): unknown {
  try {
    return Metadata.parse(header);
  } catch {
    // Not what tus calls metadata: the schema says no to undefined.
    return undefined;
  }
}

function hashOf(metadata: Readonly<Record<string, string | null>> = {}): Sha256 {
  const parsed = v.safeParse(sha256Schema, metadata['hash']);
  if (!parsed.success) throw new UploadRefused('malformedUpload');
  return parsed.output;
}

/** The body is handed over only when it is asked for: until then the connection's own stream stays untouched. */
function toWebRequest(request: FastifyRequest, takeBody: () => ReadableStream | null): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const web = new Request(new URL(request.url, 'http://gateway.invalid'), { method: request.method, headers });
  Object.defineProperty(web, 'body', { get: takeBody });
  return web;
}

const PROBLEM_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'uploadUnknown',
  409: 'uploadOffsetMismatch',
  410: 'uploadExpired',
  412: 'unsupportedUploadVersion',
  413: 'blobTooLarge',
};

function toRefusal(status: number, failure: unknown, isBodyTaken: boolean): Error {
  if (failure instanceof UploadRefused) return new UploadRefused(failure.code, isBodyTaken);
  // The tus server throws plain objects for what its protocol forbids; real errors are ours.
  if (failure instanceof Error) return failure;
  if (status >= 500) return new Error(`the tus server answered ${status}`);
  return new UploadRefused(PROBLEM_OF_STATUS[status] ?? 'malformedUpload', isBodyTaken);
}
