import type { PauseCause, PullOutcome, PullKind, RetryLater } from './messages.ts';
import { backoffDelayMs } from './backoff.ts';
import { afterFailure, afterSuccess } from './retry.ts';
import type { EngineState, PullState } from './state.ts';

/** The event's time (monotonic milliseconds) and its random number. */
export interface Moment {
  readonly nowMs: number;
  readonly random: number;
}

/** The gateway answered: the link is up, and a probe that gets this far ends the pause. */
export function afterContact(state: EngineState, requestId: number, nowMs: number): EngineState {
  const isProbe = state.pause !== null && requestId >= state.pause.firstProbeId;
  return {
    ...state,
    hasContacted: true,
    link: afterSuccess(state.link, nowMs),
    pause: isProbe ? null : state.pause,
  };
}

export function afterLinkFailure(state: EngineState, outcome: RetryLater, at: Moment): EngineState {
  return { ...state, link: afterFailure(state.config.linkBackoff, state.link, outcome, at.random, at.nowMs) };
}

/** Uploads back off by themselves; whether the link is down is asked at once with the next pull. */
export function afterUploadFailure(state: EngineState, outcome: RetryLater, at: Moment): EngineState {
  const uploads = afterFailure(state.config.linkBackoff, state.uploads, outcome, at.random, at.nowMs);
  const changes = { ...state.pulls.changes, dueAtMs: Math.min(state.pulls.changes.dueAtMs, at.nowMs) };
  return { ...state, uploads, pulls: { ...state.pulls, changes } };
}

/** Stops everything but the probe. The gateway's "no" is an answer: the link itself is up. */
export function pauseFor(state: EngineState, cause: PauseCause, at: Moment): EngineState {
  const isStorage = cause === 'storageFailed';
  const intervalMs = isStorage ? state.config.storageRetryMs : state.config.probeIntervalMs;
  const probeAtMs = at.nowMs + Math.round(intervalMs * (0.75 + at.random / 2));
  const pause = { cause, probeAtMs, firstProbeId: state.nextRequestId };
  if (isStorage) return { ...state, pause };
  return { ...state, pause, hasContacted: true, link: afterSuccess(state.link, at.nowMs) };
}

export function onPullFinished(state: EngineState, requestId: number, outcome: PullOutcome, at: Moment): EngineState {
  if (state.pullInFlight?.requestId !== requestId) return state;
  const { what } = state.pullInFlight;
  const idle = { ...state, pullInFlight: null };
  const { failures } = state.pulls[what];
  switch (outcome.kind) {
    case 'done':
      return onPulled(idle, what, requestId, outcome, at.nowMs);
    case 'refused': {
      const rested = withPull(idle, what, { failures: failures + 1, dueAtMs: at.nowMs + state.config.refusedPullMs });
      return afterContact(afterSmallAnswer(rested), requestId, at.nowMs);
    }
    case 'pauseAll':
      return pauseFor(withPull(idle, what, { failures, dueAtMs: at.nowMs }), outcome.cause, at);
    case 'retryLater': {
      const delayMs = backoffDelayMs(state.config.linkBackoff, failures + 1, at.random, outcome.afterMs);
      const later = withPull(idle, what, { failures: failures + 1, dueAtMs: at.nowMs + delayMs });
      return afterLinkFailure(later, outcome, at);
    }
  }
}

function onPulled(
  state: EngineState,
  what: PullKind,
  requestId: number,
  outcome: PullOutcome & { readonly kind: 'done' },
  nowMs: number,
): EngineState {
  const { config } = state;
  const intervals: Readonly<Record<PullKind, number>> = {
    catalogue: config.catalogueIntervalMs,
    leases: config.leasesIntervalMs,
    changes: config.changesIntervalMs,
  };
  const isHinted = what === 'changes' && state.hasChangesHint;
  const dueAtMs = nowMs + (outcome.hasMore || isHinted ? 0 : intervals[what]);
  let next = withPull(state, what, { failures: 0, dueAtMs });
  if (outcome.isCatalogueStale) next = hastenPulls(next, ['catalogue'], nowMs);
  // A new calendar may name other working days, which need numbers of their own.
  if (what === 'catalogue') next = hastenPulls(next, ['leases'], nowMs);
  if (!outcome.hasContacted) return next;
  return afterContact(afterSmallAnswer(next), requestId, nowMs);
}

/** The link carries small requests: what it lost was perhaps too large for it. */
function afterSmallAnswer(state: EngineState): EngineState {
  return state.batchTrouble === 'lost' ? { ...state, batchTrouble: 'linkAnswers' } : state;
}

function withPull(state: EngineState, what: PullKind, pull: PullState): EngineState {
  return { ...state, pulls: { ...state.pulls, [what]: pull } };
}

/** Changes are fetched now, or again after the fetch under way, which may have looked too early. A rest is kept. */
export function onChangesHinted(state: EngineState, nowMs: number): EngineState {
  const hinted = { ...state, hasChangesHint: true };
  return state.pulls.changes.failures > 0 ? hinted : hastenPulls(hinted, ['changes'], nowMs);
}

/** Makes these kinds due now. */
export function hastenPulls(state: EngineState, kinds: readonly PullKind[], nowMs: number): EngineState {
  return kinds.reduce(
    (next, what) => withPull(next, what, { ...next.pulls[what], dueAtMs: Math.min(next.pulls[what].dueAtMs, nowMs) }),
    state,
  );
}
