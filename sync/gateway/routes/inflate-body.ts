import type { FastifyReply, FastifyRequest } from 'fastify';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sendProblem } from './problem-reply.ts';

/** Enough for every JSON body but a batch of operations, which sets its own limit. */
export const SMALL_BODY_BYTES = 64 * 1024;

/** Marks the error with which an inflated body that is too long ends. */
export const INFLATED_TOO_LARGE = 'QMC_INFLATED_TOO_LARGE';

/**
 * A `preParsing` hook: request bodies may come gzipped. Inflating stops at `maxBytes`, so that a small body cannot
 * become a large one in memory or cost more than that in time.
 */
export function inflateBody(maxBytes = SMALL_BODY_BYTES) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: Readable): Promise<Readable | undefined> => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (encoding === undefined || encoding === '' || encoding === 'identity') return payload;
    if (encoding === 'gzip') return inflate(payload, maxBytes);
    sendProblem(reply, 'unsupportedEncoding');
    return undefined;
  };
}

/** A `preParsing` hook for uploads: their bytes are hashed as they are, so they come as they are. */
export function refuseEncodedBody(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Readable,
  done: (error: null, payload: Readable) => void,
): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') done(null, payload);
  else sendProblem(reply, 'unsupportedEncoding');
}

function inflate(payload: Readable, maxBytes: number): Readable {
  const gunzip = createGunzip();
  const inflated = new BoundedBody(maxBytes);
  const stop = (error: Error): void => {
    // The rest of the body is read and dropped: the answer still goes out on this connection.
    payload.unpipe(gunzip);
    payload.resume();
    gunzip.destroy();
    inflated.destroy(error);
  };
  payload.on('data', (chunk: Buffer) => (inflated.receivedEncodedLength += chunk.length));
  payload.on('error', stop);
  gunzip.on('error', stop);
  inflated.on('tooLarge', stop);
  payload.pipe(gunzip).pipe(inflated);
  return inflated;
}

/** Counts what passes and breaks off beyond the bound. Fastify compares `receivedEncodedLength` with Content-Length. */
class BoundedBody extends Transform {
  receivedEncodedLength = 0;
  readonly #maxBytes: number;
  #passed = 0;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#passed += chunk.length;
    if (this.#passed <= this.#maxBytes) {
      done(null, chunk);
      return;
    }
    this.emit(
      'tooLarge',
      Object.assign(new Error('inflated body is too large'), { code: INFLATED_TOO_LARGE, statusCode: 413 }),
    );
  }
}
