import type { IncomingMessage } from 'node:http';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { BLOB_HEADER, PROBLEM_HEADER, TUS_VERSION, UPLOADS_PATH, type BlobResponse } from '#sync/protocol/messages.ts';
import type { GatewayModel } from '#test/fakes/gateway-model.ts';

export interface UploadReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

interface OpenUpload {
  readonly length: number;
  bytes: Buffer;
}

const TUS = { 'tus-resumable': TUS_VERSION };

/** Just enough of tus 1.0 for the client to talk to; what is complete goes to the model. */
export class ModelUploads {
  readonly #model: GatewayModel;
  readonly #open = new Map<string, OpenUpload>();

  constructor(model: GatewayModel) {
    this.#model = model;
  }

  answer(request: IncomingMessage, name: string | undefined, bytes: Buffer): UploadReply {
    const hash = name ?? namedHash(request);
    const stored = this.#model.blobs.get(hash as Sha256);
    if (stored !== undefined) return accepted(stored, request.method === 'POST' ? 201 : 200);
    if (request.method === 'POST') {
      const length = Number(request.headers['upload-length']);
      this.#open.set(hash, { length, bytes: this.#open.get(hash)?.bytes ?? Buffer.alloc(0) });
      return this.#append(hash, 0, bytes, 201);
    }
    const upload = this.#open.get(hash);
    if (upload === undefined) return problem('uploadUnknown', 404);
    if (request.method === 'PATCH') return this.#append(hash, Number(request.headers['upload-offset']), bytes, 204);
    const { length } = upload;
    return {
      status: 200,
      headers: { ...TUS, 'upload-offset': String(upload.bytes.length), 'upload-length': String(length) },
    };
  }

  #append(hash: string, offset: number, bytes: Buffer, status: number): UploadReply {
    const upload = this.#open.get(hash);
    if (upload?.bytes.length !== offset) return problem('uploadOffsetMismatch', 409);
    upload.bytes = Buffer.concat([upload.bytes, bytes]);
    const location = `${UPLOADS_PATH}/${hash}`;
    if (upload.bytes.length < upload.length)
      return { status, headers: { ...TUS, location, 'upload-offset': String(upload.bytes.length) } };
    this.#open.delete(hash);
    const stored = this.#model.storeBlob(hash as Sha256, new Uint8Array(upload.bytes));
    return stored === undefined ? problem('hashMismatch', 422) : accepted(stored, status === 201 ? 201 : 200);
  }
}

function accepted(stored: BlobResponse, status: number): UploadReply {
  const size = String(stored.sizeBytes);
  const headers = { location: `${UPLOADS_PATH}/${stored.hash}`, [BLOB_HEADER]: JSON.stringify(stored) };
  return { status, headers: { ...TUS, ...headers, 'upload-offset': size, 'upload-length': size }, body: stored };
}

function problem(code: string, status: number): UploadReply {
  const body = { type: `urn:qmc:problem:${code}`, title: code, status, code };
  return { status, headers: { ...TUS, [PROBLEM_HEADER]: code }, body };
}

function namedHash(request: IncomingMessage): string {
  const metadata = String(request.headers['upload-metadata']);
  return Buffer.from(/(?:^|,)hash ([^,]+)/.exec(metadata)?.[1] ?? '', 'base64').toString('utf8');
}
