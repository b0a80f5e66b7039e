import { assertNever } from '#shared/kernel/assert-never.ts';
import { onItems, onUpload, onWholeBatch } from './answers.ts';
import { hastenPulls, onChangesHinted, onPullFinished, pauseFor, type Moment } from './contact.ts';
import type { Answer, EngineEffect, EngineEvent, RowHead } from './messages.ts';
import { nextWakeMs, plan, type Step } from './plan.ts';
import { addRows, buildQueue, dropClosed, endWaits, findRow, releaseRow, settleLine } from './queue.ts';
import { presenceOf } from './presence.ts';
import { hasten } from './retry.ts';
import { isSameStatus, statusOf } from './status.ts';
import { EMPTY_QUEUE, type EngineState } from './state.ts';

/**
 * The sync engine: a pure function of state, event and time.
 * @param nowMs milliseconds on a clock that never goes back
 * @returns the new state and the effects, to be carried out in order
 */
export function step(state: EngineState, event: EngineEvent, nowMs: number): Step {
  const handled = handle(state, event, nowMs);
  const current = { ...handled.state, queue: endWaits(handled.state.queue, nowMs) };
  const planned = plan(current, nowMs);
  return announce(planned.state, [...handled.effects, ...planned.effects], nowMs);
}

function announce(planned: EngineState, effects: readonly EngineEffect[], nowMs: number): Step {
  const state = { ...planned, presence: presenceOf(planned, nowMs) };
  const status = statusOf(state);
  const wakeAtMs = nextWakeMs(state, nowMs);
  const isNewStatus = !isSameStatus(state.status, status);
  const more: EngineEffect[] = [];
  if (wakeAtMs !== state.wakeAtMs) more.push({ type: 'wakeAt', atMs: wakeAtMs });
  if (isNewStatus) more.push({ type: 'announceStatus', status });
  return {
    state: { ...state, wakeAtMs, status: isNewStatus ? status : state.status },
    effects: [...effects, ...more],
  };
}

function handle(state: EngineState, event: EngineEvent, nowMs: number): Step {
  switch (event.type) {
    case 'appStarted':
      return quiet(onQueueLoaded(state, event.heads));
    case 'rowsCommitted':
      return quiet(onRowsCommitted(state, event.heads, nowMs));
    case 'queueReviewed':
      return quiet(onReviewed(state, event.heads, nowMs));
    case 'rowReleased':
      return quiet({ ...state, queue: releaseRow(state.queue, event.operationId) });
    case 'answerReceived':
      return onAnswer(state, event.requestId, event.answer, { nowMs, random: event.random });
    case 'pullFinished':
      return quiet(onPullFinished(state, event.requestId, event.outcome, { nowMs, random: event.random }));
    case 'storageFailed':
      return quiet({ ...pauseFor(state, 'storageFailed', { nowMs, random: event.random }), queueState: 'stale' });
    case 'timerFired':
      return quiet({ ...state, wakeAtMs: null });
    case 'connectivityHint':
      return quiet(event.isLikelyOnline ? onHint(state, nowMs) : state);
    case 'sessionChanged':
      return quiet(onSessionChanged(state, event.isEnrolled, nowMs));
    case 'leadershipChanged':
      return quiet(onLeadershipChanged(state, event.isLeader));
    case 'changesHinted':
      return quiet(onChangesHinted(state, nowMs));
    case 'wakeRequested':
      return quiet(onWake(state, nowMs));
    default:
      return assertNever(event);
  }
}

function quiet(state: EngineState): Step {
  return { state, effects: [] };
}

/** What is still in flight stays so, or the same operations would be under way twice. */
function onQueueLoaded(state: EngineState, heads: readonly RowHead[]): EngineState {
  if (!state.isLeader) return state;
  let queue = buildQueue(heads);
  for (const request of state.inFlight) {
    for (const id of request.operationIds) {
      const row = findRow(queue, id);
      if (row !== undefined) queue = settleLine(queue, row.head.lineKey, { isInFlight: true });
    }
  }
  const pause = state.pause?.cause === 'storageFailed' ? null : state.pause;
  return { ...state, queue, pause, queueState: 'loaded' };
}

/** New rows have used up numbers, so the leases are looked at again. */
function onRowsCommitted(state: EngineState, heads: readonly RowHead[], nowMs: number): EngineState {
  if (state.queueState !== 'loaded') return state;
  const queue = addRows(state.queue, heads);
  if (queue === state.queue) return state;
  const { failures } = state.pulls.leases;
  return failures > 0 ? { ...state, queue } : hastenPulls({ ...state, queue }, ['leases'], nowMs);
}

/**
 * New rows first, so that what waits for a repaired row goes on waiting for its repair; then held rows that storage has
 * closed with no other in their place: a person has set them aside.
 */
function onReviewed(before: EngineState, heads: readonly RowHead[], nowMs: number): EngineState {
  const state = onRowsCommitted(before, heads, nowMs);
  return state.queueState === 'loaded' ? { ...state, queue: dropClosed(state.queue, heads) } : state;
}

/** An answer to a request this engine did not make, or made in an earlier life, changes nothing. */
function onAnswer(state: EngineState, requestId: number, answer: Answer, at: Moment): Step {
  const request = state.inFlight.find((candidate) => candidate.requestId === requestId);
  if (request === undefined) return quiet(state);
  const rest = { ...state, inFlight: state.inFlight.filter((candidate) => candidate !== request) };
  if (answer.kind === 'items') return onItems(rest, request, answer.items, at);
  if (request.kind === 'batch') return onWholeBatch(rest, request, answer.outcome, at);
  return onUpload(rest, request, answer.outcome, at);
}

function onHint(state: EngineState, nowMs: number): EngineState {
  const { hintSpacingMs } = state.config;
  return {
    ...state,
    link: hasten(state.link, Math.max(nowMs, state.link.failedAtMs + hintSpacingMs)),
    uploads: hasten(state.uploads, Math.max(nowMs, state.uploads.failedAtMs + hintSpacingMs)),
  };
}

function onSessionChanged(state: EngineState, isEnrolled: boolean, nowMs: number): EngineState {
  if (!isEnrolled) return { ...state, isEnrolled };
  const pause = state.pause?.cause === 'storageFailed' ? state.pause : null;
  return hastenPulls({ ...state, isEnrolled, pause }, ['catalogue', 'leases', 'changes'], nowMs);
}

function onLeadershipChanged(state: EngineState, isLeader: boolean): EngineState {
  if (isLeader === state.isLeader) return state;
  return { ...state, isLeader, queueState: 'stale', queue: EMPTY_QUEUE, inFlight: [], pullInFlight: null, pause: null };
}

/** The officer's "send now": every wait of ours ends, whatever the reason; a delay the server asked for is kept. */
function onWake(state: EngineState, nowMs: number): EngineState {
  return hastenPulls(
    {
      ...state,
      queue: endWaits(state.queue, Number.POSITIVE_INFINITY),
      link: hasten(state.link, nowMs),
      uploads: hasten(state.uploads, nowMs),
      pause: state.pause === null ? null : { ...state.pause, probeAtMs: Math.min(state.pause.probeAtMs, nowMs) },
    },
    ['catalogue', 'leases', 'changes'],
    nowMs,
  );
}
