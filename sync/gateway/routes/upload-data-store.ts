import { DataStore, Upload } from '@tus/utils';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { sha256Schema, type StationId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { GatewayProblem, ProblemCode } from '#sync/gateway/services/problems.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import {
  getOpenUpload,
  openUpload,
  writePart,
  type OpenUpload,
  type UploadKey,
} from '#sync/gateway/services/uploads.ts';
import { storeBlobPayloadSchema } from '#sync/protocol/payloads.ts';

/** What a station says of an upload when it opens it (tus `Upload-Metadata`). */
export const uploadMetadataSchema = v.object({
  ...v.pick(storeBlobPayloadSchema, ['hash', 'mediaType']).entries,
  /** The signed header; that it can be read and is right is judged apart. */
  operation: v.optional(v.nullable(v.string()), null),
});

/** A refusal on its way through the tus server, which knows exceptions only. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly code: ProblemCode;
  /** The tus server has begun to read the body, so nobody else can read it to its end. */
  readonly isBodyTaken: boolean;

  constructor(code: ProblemCode, isBodyTaken = false) {
    super(code);
    this.code = code;
    this.isBodyTaken = isBodyTaken;
  }
}

const SEPARATOR = '.';

/** The name under which the tus server knows an upload; stations see the hash only. */
export function toUploadId({ stationId, hash }: UploadKey): string {
  return `${stationId}${SEPARATOR}${hash}`;
}

export function toUploadKey(id: string): UploadKey {
  const [stationId = '', hash = ''] = id.split(SEPARATOR);
  const parsed = v.safeParse(sha256Schema, hash);
  if (!parsed.success) throw new UploadRefused('uploadUnknown');
  return { stationId: stationId as StationId, hash: parsed.output };
}

/**
 * Uploads as the tus server wants them. Expiry is judged here, by the gateway's own clock, and bytes are on disk before
 * their offset is told.
 */
export class UploadDataStore extends DataStore {
  override readonly extensions = ['creation', 'creation-with-upload', 'expiration'];
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    super();
    this.#deps = deps;
  }

  override async create(upload: Upload): Promise<Upload> {
    const metadata = v.safeParse(uploadMetadataSchema, upload.metadata ?? {});
    if (!metadata.success) throw new UploadRefused('malformedUpload');
    if (upload.size === undefined) throw new UploadRefused('malformedUpload');
    if (upload.size === 0) throw new UploadRefused('emptyBlob');
    const { mediaType, operation } = metadata.output;
    if (operation === null) throw new UploadRefused('malformedOperation');
    const opened = await openUpload(this.#deps, toUploadKey(upload.id), {
      mediaType,
      operation,
      sizeBytes: upload.size,
    });
    return toTus(valueOf(opened));
  }

  override async getUpload(id: string): Promise<Upload> {
    return toTus(valueOf(await getOpenUpload(this.#deps, toUploadKey(id))));
  }

  /** A first part that comes with the creation of an upload that had begun before is written over the same bytes. */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    return valueOf(await writePart(this.#deps, toUploadKey(id), bytes, offset));
  }
}

function toTus(upload: OpenUpload): Upload {
  return new Upload({
    id: toUploadId(upload),
    size: upload.sizeBytes,
    offset: upload.offset,
    creation_date: upload.createdAt,
    metadata: { hash: upload.hash, mediaType: upload.mediaType },
  });
}

export function valueOf<Value>(result: Result<Value, GatewayProblem>): Value {
  if (!result.ok) throw new UploadRefused(result.error.code);
  return result.value;
}
