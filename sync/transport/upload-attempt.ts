import * as v from 'valibot';
import {
  Upload,
  type FileReader,
  type FileSource,
  type HttpRequest as TusRequest,
  type HttpResponse as TusResponse,
  type HttpStack,
  type SliceResult,
  type UrlStorage,
} from 'tus-js-client';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayFailure, UploadOptions } from '#sync/ports/gateway-client.ts';
import { BLOB_HEADER, blobResponseSchema, UPLOADS_PATH, type BlobResponse } from '#sync/protocol/messages.ts';
import type { HttpReply, HttpRequest } from './http-exchange.ts';
import { SMALLEST_PART_BYTES, type PartSize } from './part-size.ts';
import type { UploadProgress } from './upload-progress.ts';

export type UploadCall = Omit<HttpRequest, 'timeoutMs'> & { readonly sizeBytes: number };
/** One request of an upload, with a session and a time limit by its size. */
export type SendUploadCall = (call: UploadCall) => Promise<Result<HttpReply, GatewayFailure>>;

export interface UploadDeps {
  readonly send: SendUploadCall;
  readonly clock: Clock;
  readonly baseUrl: string;
  readonly partSize: PartSize;
}

export interface UploadJob {
  readonly hash: Sha256;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Encoded, as the metadata of an upload carry it. */
  readonly operation: string;
  readonly options: UploadOptions;
  /** Kept from one attempt to the next. */
  readonly progress: UploadProgress;
}

/** The header of an answer that says that the gateway has accepted the blob. */
export const acceptedSchema = v.pipe(v.string(), v.parseJson(), blobResponseSchema);
const NOT_FOUND = [404, 410];
const UNREACHABLE: GatewayFailure = { code: 'unreachable' };

/** The hash is the name of an upload, so there is nothing to remember. */
const NO_STORAGE: UrlStorage = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: () => Promise.resolve([]),
  removeUpload: () => Promise.resolve(),
  addUpload: () => Promise.resolve(''),
};

/**
 * One run of the tus client from HEAD to the last part. It speaks through the session, time limits and failures of the
 * gateway client; the first thing that goes wrong ends it.
 */
export class UploadAttempt implements HttpStack, FileReader {
  /** Where the gateway was when this attempt began; `undefined` while it has not answered. */
  startedAt: number | undefined;
  readonly #deps: UploadDeps;
  readonly #job: UploadJob;
  #failure: GatewayFailure = UNREACHABLE;
  #accepted: BlobResponse | undefined;

  constructor(deps: UploadDeps, job: UploadJob) {
    this.#deps = deps;
    this.#job = job;
  }

  run(): Promise<Result<BlobResponse, GatewayFailure>> {
    const { hash, mediaType, operation, options } = this.#job;
    const { stop } = options;
    const endpoint = `${this.#deps.baseUrl}${UPLOADS_PATH}`;
    if (stop?.isStopped === true) return Promise.resolve(err(UNREACHABLE));
    return new Promise((resolve) => {
      const upload = new Upload(new Blob(), {
        endpoint,
        uploadUrl: `${endpoint}/${hash}`,
        uploadDataDuringCreation: true,
        metadata: { hash, mediaType, operation },
        httpStack: this,
        fileReader: this,
        urlStorage: NO_STORAGE,
        fingerprint: () => Promise.resolve(hash),
        storeFingerprintForResuming: false,
        retryDelays: null,
        onSuccess: () => finish(this.#accepted === undefined ? err(notTheGateway) : ok(this.#accepted)),
        onError: () => finish(err(this.#failure)),
      });
      const finish = (result: Result<BlobResponse, GatewayFailure>): void => {
        forgetStop?.();
        resolve(result);
      };
      const forgetStop = stop?.onStop(() => {
        void upload.abort();
        finish(err(UNREACHABLE));
      });
      upload.start();
    });
  }

  getName(): string {
    return 'QmcGatewayStack';
  }

  createRequest(method: string, url: string): TusRequest {
    return new UploadRequest(method, url, (request, bytes) => this.#send(request, bytes));
  }

  openFile(): Promise<FileSource> {
    const { bytes } = this.#job;
    return Promise.resolve({
      size: bytes.byteLength,
      slice: (start, end) => this.#slice(start, end),
      close: () => undefined,
    });
  }

  /** The next part, when its time has come. */
  async #slice(start: number, end: number): Promise<SliceResult> {
    const { bytes, options, progress } = this.#job;
    // What may be refused because the place is wrong is kept small.
    const most = progress.certainOffset === undefined ? this.#deps.partSize.bytes : SMALLEST_PART_BYTES;
    const wanted = Math.min(end - start, bytes.byteLength - start, most);
    const granted = (await options.nextPart?.(wanted)) ?? wanted;
    const partBytes = Math.max(1, Math.min(wanted, granted));
    return { value: bytes.subarray(start, start + partBytes), done: false };
  }

  async #send(request: UploadRequest, bytes: Uint8Array | undefined): Promise<TusResponse> {
    const { clock, send, partSize } = this.#deps;
    const { stop } = this.#job.options;
    if (stop?.isStopped === true || !isExpected(request, this.#deps.baseUrl, this.#job.hash))
      throw new Error('aborted');
    const { certainOffset } = this.#job.progress;
    if (request.getMethod() === 'HEAD' && certainOffset !== undefined) return this.#onCertain(certainOffset);
    const sentAtMs = clock.monotonic();
    const reply = await send({
      ...request.toCall(bytes),
      answer: 'tus',
      sizeBytes: bytes?.byteLength ?? 0,
      ...(stop === undefined ? {} : { stop }),
    });
    if (!reply.ok) return this.#onFailure(request, reply.error);
    if (bytes !== undefined) partSize.noteSent(bytes.byteLength, clock.monotonic() - sentAtMs);
    return this.#onReply(request, reply.value);
  }

  /** In the place of the gateway's answer: it has given the same one twice. */
  #onCertain(offset: number): TusResponse {
    this.startedAt = offset;
    const headers = new Map([
      ['upload-offset', String(offset)],
      ['upload-length', String(this.#job.bytes.byteLength)],
    ]);
    return toTusResponse(offset === 0 ? 404 : 200, (name) => headers.get(name.toLowerCase()) ?? null);
  }

  /** "No such upload" begins one, and so does one of another length; anything else ends the attempt. */
  #onFailure(request: UploadRequest, failure: GatewayFailure): TusResponse {
    const status = failure.details?.status ?? 0;
    const isMissing = failure.code === 'rejected' && request.getMethod() === 'HEAD' && NOT_FOUND.includes(status);
    return isMissing ? this.#onMissing() : this.#fail(failure);
  }

  #onMissing(): TusResponse {
    this.startedAt = 0;
    this.#job.progress.isAnnounced = false;
    this.#job.progress.noteTold(0);
    return toTusResponse(404, () => null);
  }

  #onReply(request: UploadRequest, reply: HttpReply): TusResponse {
    const { bytes, options, progress } = this.#job;
    const isHead = request.getMethod() === 'HEAD';
    const offset = Number.parseInt(reply.header('upload-offset') ?? '', 10);
    if (request.getMethod() === 'POST') progress.isAnnounced = true;
    const accepted = v.safeParse(acceptedSchema, reply.header(BLOB_HEADER));
    if (accepted.success) this.#accepted = accepted.output;
    if (isHead && reply.header('upload-length') !== String(bytes.byteLength)) return this.#onMissing();
    // An answer that goes nowhere would keep the client asking for ever.
    const least = isHead ? 0 : Number(request.getHeader('Upload-Offset') ?? '0') + 1;
    if (!(offset >= least && offset <= bytes.byteLength)) return this.#fail(notTheGateway);
    if (isHead) {
      this.startedAt = offset;
      progress.noteTold(offset);
    } else progress.noteAcknowledged(offset);
    options.onProgress?.(offset);
    return toTusResponse(reply.status, reply.header);
  }

  #fail(failure: GatewayFailure): never {
    this.#failure = failure;
    throw new Error(failure.code);
  }
}

const notTheGateway: GatewayFailure = { code: 'notTheGateway' };

/** Nothing is sent anywhere but to the gateway's own addresses, whatever an answer says. */
function isExpected(request: UploadRequest, baseUrl: string, hash: string): boolean {
  const endpoint = `${baseUrl}${UPLOADS_PATH}`;
  return request.getURL() === (request.getMethod() === 'POST' ? endpoint : `${endpoint}/${hash}`);
}

class UploadRequest implements TusRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #send: (request: UploadRequest, bytes: Uint8Array | undefined) => Promise<TusResponse>;
  readonly #headers = new Map<string, string>();

  constructor(
    method: string,
    url: string,
    send: (request: UploadRequest, bytes: Uint8Array | undefined) => Promise<TusResponse>,
  ) {
    this.#method = method;
    this.#url = url;
    this.#send = send;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(name.toLowerCase(), value);
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  setProgressHandler(): void {
    // Progress is what the gateway has acknowledged, not what has left the machine.
  }

  send(body: unknown): Promise<TusResponse> {
    return this.#send(this, body instanceof Uint8Array ? body : undefined);
  }

  /** The attempt ends its calls by the signal. */
  abort(): Promise<void> {
    return Promise.resolve();
  }

  getUnderlyingObject(): undefined {
    return undefined;
  }

  toCall(
    bytes: Uint8Array | undefined,
  ): Pick<Parameters<UploadDeps['send']>[0], 'method' | 'path' | 'headers' | 'body'> {
    const { 'content-type': mediaType = '', ...headers } = Object.fromEntries(this.#headers);
    const method = this.#method === 'HEAD' || this.#method === 'PATCH' ? this.#method : 'POST';
    const path = this.#url.slice(this.#url.indexOf(UPLOADS_PATH));
    return bytes === undefined ? { method, path, headers } : { method, path, headers, body: { bytes, mediaType } };
  }
}

function toTusResponse(status: number, header: (name: string) => string | null): TusResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => header(name) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => undefined,
  };
}
