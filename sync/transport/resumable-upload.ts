import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { UploadAttempt, type UploadDeps, type UploadJob } from './upload-attempt.ts';

/** Refusals that only mean "ask again how far it is": the upload expired, or somebody else has gone on with it. */
const OUT_OF_STEP = ['uploadOffsetMismatch', 'uploadUnknown', 'uploadExpired'];

/**
 * Uploads a blob and goes on by itself after a cut, for as long as every attempt begins further on than the one before.
 * Without such progress the failure goes to the caller, who knows how long to wait.
 */
export async function uploadResumably(deps: UploadDeps, job: UploadJob): Promise<Result<BlobResponse, GatewayFailure>> {
  let furthest = -1;
  for (;;) {
    const attempt = new UploadAttempt(deps, job);
    const answer = await attempt.run();
    if (answer.ok) return ok(answer.value);
    deps.partSize.noteFailed();
    const { startedAt } = attempt;
    const isWorthMore = isCut(answer.error) || isOutOfStep(answer.error);
    if (!isWorthMore || startedAt === undefined || startedAt <= furthest || job.options.stop?.isStopped === true)
      return err(toLasting(answer.error));
    furthest = startedAt;
  }
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
