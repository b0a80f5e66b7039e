import type { PullOutcome, RetryLater, SendOutcome } from '#sync/engine/index.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { ItemOutcome } from '#sync/protocol/messages.ts';
import { attentionReason } from './attention-texts.ts';

/** Statuses with which a gateway refuses what was sent; other 4xx mean that this kind of call itself is refused. */
const ABOUT_THE_CONTENT = [400, 409, 413, 422];

export function toSendOutcome(failure: GatewayFailure): SendOutcome {
  switch (failure.code) {
    case 'unreachable':
    case 'timedOut':
    case 'serverError':
    case 'busy':
    case 'notTheGateway':
      return toRetryLater(failure.code, failure.details);
    case 'sessionExpired':
    case 'stationBlocked':
    case 'protocolTooOld':
    case 'enrolmentInvalid':
      return { kind: 'pauseAll', cause: failure.code };
    case 'rejected':
      return ABOUT_THE_CONTENT.includes(failure.details?.status ?? 0)
        ? { kind: 'needsAttention', reason: attentionReason(failure.details?.problemCode ?? 'rejected') }
        : { kind: 'pauseAll', cause: 'gatewayRefused' };
  }
}

function toRetryLater(
  cause: RetryLater['cause'],
  details: { readonly retryAfterMs?: number; readonly status?: number } | undefined,
): RetryLater {
  // 502 to 504 come from what stands before the gateway; a 500 or a time-out may be the doing of what was sent.
  const mayBeTooMuch = cause === 'timedOut' || (cause === 'serverError' && (details?.status ?? 500) === 500);
  const afterMs = details?.retryAfterMs;
  return { kind: 'retryLater', cause, mayBeTooMuch, ...(afterMs === undefined ? {} : { afterMs }) };
}

export function toPullOutcome(failure: GatewayFailure): PullOutcome {
  if (failure.code === 'rejected') return { kind: 'refused' };
  const outcome = toSendOutcome(failure);
  return outcome.kind === 'retryLater' || outcome.kind === 'pauseAll' ? outcome : { kind: 'refused' };
}

/** One item of an answered batch. "Later" from the gateway means that something it builds on is not there yet. */
export function toItemOutcome(item: ItemOutcome): SendOutcome {
  switch (item.outcome) {
    case 'accepted':
    case 'alreadyAccepted':
      return { kind: item.outcome };
    case 'retryLater':
      return { kind: 'retryLater', cause: 'busy' };
    case 'refused':
      return { kind: 'needsAttention', reason: { code: item.code, detail: item.detail } };
  }
}

/** The gateway itself spoke, even if it said no. */
export function hasAnswered(failure: GatewayFailure): boolean {
  switch (failure.code) {
    case 'unreachable':
    case 'timedOut':
    case 'serverError':
    case 'busy':
    case 'notTheGateway':
      return false;
    case 'sessionExpired':
    case 'stationBlocked':
    case 'protocolTooOld':
    case 'enrolmentInvalid':
    case 'rejected':
      return true;
  }
}
