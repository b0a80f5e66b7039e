import * as v from 'valibot';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import { BLOB_HEADER, TUS_VERSION, UPLOADS_PATH, type BlobResponse } from '#sync/protocol/messages.ts';
import { acceptedSchema, UploadAttempt, type UploadDeps, type UploadJob } from './upload-attempt.ts';

/** Refusals that only mean "ask again how far it is": the upload expired, or somebody else has gone on with it. */
const OUT_OF_STEP = ['uploadOffsetMismatch', 'uploadUnknown', 'uploadExpired'];

/**
 * Uploads a blob and goes on by itself after a cut, for as long as every attempt begins further on than the one before.
 * Without such progress the failure goes to the caller, who knows how long to wait. A blob counts as accepted only when
 * the gateway knows the operation of this very upload.
 */
export async function uploadResumably(deps: UploadDeps, job: UploadJob): Promise<Result<BlobResponse, GatewayFailure>> {
  const { progress, options } = job;
  let furthest = -1;
  while (!progress.isStored) {
    const attempt = new UploadAttempt(deps, job);
    const answer = await attempt.run();
    if (answer.ok && progress.isAnnounced) return answer;
    if (answer.ok) {
      progress.isStored = true;
      break;
    }
    deps.partSize.noteFailed();
    if (isOutOfStep(answer.error)) progress.forget();
    const { startedAt } = attempt;
    const isWorthMore = isCut(answer.error) || isOutOfStep(answer.error);
    if (!isWorthMore || startedAt === undefined || startedAt <= furthest || options.stop?.isStopped === true)
      return err(toLasting(answer.error));
    furthest = startedAt;
  }
  return announce(deps, job);
}

/** For a blob that the gateway already had, or had been begun before: tells it the operation, without a byte. */
async function announce({ send }: UploadDeps, job: UploadJob): Promise<Result<BlobResponse, GatewayFailure>> {
  const { hash, mediaType, operation, bytes, options, progress } = job;
  const metadata = Object.entries({ hash, mediaType, operation }).map(([name, value]) => `${name} ${btoa(value)}`);
  const reply = await send({
    method: 'POST',
    path: UPLOADS_PATH,
    headers: {
      'tus-resumable': TUS_VERSION,
      'upload-length': String(bytes.byteLength),
      'upload-metadata': metadata.join(','),
    },
    answer: 'tus',
    sizeBytes: 0,
    ...(options.stop === undefined ? {} : { stop: options.stop }),
  });
  if (!reply.ok) return err(toLasting(reply.error));
  const accepted = v.safeParse(acceptedSchema, reply.value.header(BLOB_HEADER));
  if (accepted.success) return ok(accepted.output);
  // The blob was lost since it was asked for: it is sent again later.
  progress.forget();
  return err({ code: 'busy' });
}

function isCut({ code }: GatewayFailure): boolean {
  return code === 'unreachable';
}

function isOutOfStep(failure: GatewayFailure): boolean {
  return failure.code === 'rejected' && OUT_OF_STEP.includes(failure.details?.problemCode ?? '');
}

/** Being out of step is nothing a person could repair: it is tried again later. */
function toLasting(failure: GatewayFailure): GatewayFailure {
  return isOutOfStep(failure) ? { code: 'busy' } : failure;
}
