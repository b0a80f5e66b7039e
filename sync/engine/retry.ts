import { backoffDelayMs, type BackoffPolicy } from './backoff.ts';
import type { RetryLater } from './messages.ts';
import { NO_FAILURE, type Retry } from './state.ts';

/** One more failure in a row. A delay the server asked for earlier and that still runs is kept. */
export function afterFailure(
  policy: BackoffPolicy,
  retry: Retry,
  outcome: RetryLater,
  random: number,
  nowMs: number,
): Retry {
  const failures = retry.failures + 1;
  const asked = outcome.afterMs !== undefined && outcome.afterMs > 0;
  const ownMs = nowMs + backoffDelayMs(policy, failures, random, outcome.afterMs);
  const stillImposed = retry.isImposed && retry.retryAtMs !== null && retry.retryAtMs > ownMs;
  return {
    failures,
    retryAtMs: stillImposed ? retry.retryAtMs : ownMs,
    isImposed: stillImposed || asked,
    cause: outcome.cause,
    failedAtMs: nowMs,
  };
}

/** Progress: failures are forgotten; a delay the server asked for runs on. */
export function afterSuccess(retry: Retry, nowMs: number): Retry {
  if (!retry.isImposed || isOpen(retry, nowMs)) return NO_FAILURE;
  return { ...retry, failures: 0 };
}

export function isOpen(retry: Retry, nowMs: number): boolean {
  return retry.retryAtMs === null || nowMs >= retry.retryAtMs;
}

/** Brings the next attempt forward to `earliestMs`, unless the server asked for the delay. Failures still count. */
export function hasten(retry: Retry, earliestMs: number): Retry {
  if (retry.isImposed || retry.retryAtMs === null) return retry;
  return { ...retry, retryAtMs: Math.min(retry.retryAtMs, earliestMs) };
}
