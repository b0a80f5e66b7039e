import { takeBatch, takeBlob } from './batching.ts';
import type { EngineEffect, PullKind } from './messages.ts';
import { steadyAtMs } from './presence.ts';
import { nextDueMs } from './queue.ts';
import { isOpen } from './retry.ts';
import type { EngineState } from './state.ts';

/** A state and what has to be done because of it. */
export interface Step {
  readonly state: EngineState;
  readonly effects: readonly EngineEffect[];
}

/** Order in which kinds of pull are asked for when several are due: leases need the catalogue's calendar. */
const PULL_ORDER: readonly PullKind[] = ['catalogue', 'leases', 'changes'];

/** Everything that may be started at `nowMs`. */
export function plan(state: EngineState, nowMs: number): Step {
  if (!state.isLeader) return { state, effects: [] };
  if (state.queueState === 'stale') return startLoading(state, nowMs);
  if (state.queueState === 'loading' || !state.isEnrolled || !isOpen(state.link, nowMs)) return { state, effects: [] };
  if (state.pause !== null) return probePause(state, nowMs);
  if (state.link.failures > 0) return probeLink(state);
  return sendAll(state, nowMs);
}

function startLoading(state: EngineState, nowMs: number): Step {
  if (state.pause?.cause === 'storageFailed' && nowMs < state.pause.probeAtMs) return { state, effects: [] };
  return { state: { ...state, queueState: 'loading' }, effects: [{ type: 'loadQueue' }] };
}

/** A running upload does not count: it may take minutes, and the link is judged without it. */
function isAsking(state: EngineState): boolean {
  return state.pullInFlight !== null || batchesInFlight(state) > 0;
}

function batchesInFlight(state: EngineState): number {
  return state.inFlight.filter((request) => request.kind === 'batch').length;
}

function probePause(state: EngineState, nowMs: number): Step {
  const { pause, config } = state;
  if (pause === null || nowMs < pause.probeAtMs || isAsking(state)) return { state, effects: [] };
  const waiting = { ...state, pause: { ...pause, probeAtMs: nowMs + config.probeIntervalMs } };
  return sendBatch(waiting, 1) ?? startPull(waiting, 'changes');
}

/** So many lost batches in a row, and the link is asked with a request that is as small as can be. */
const LOST_BEFORE_SMALL_PROBE = 3;

function probeLink(state: EngineState): Step {
  if (isAsking(state)) return { state, effects: [] };
  if (state.batchTrouble === 'lost' && state.link.failures >= LOST_BEFORE_SMALL_PROBE)
    return startPull(state, 'changes');
  return sendBatch(state, state.batchLimit) ?? startPull(state, 'changes');
}

function sendAll(state: EngineState, nowMs: number): Step {
  const effects: EngineEffect[] = [];
  let current = state;
  while (batchesInFlight(current) < current.config.maxBatchesInFlight) {
    const sent = sendBatch(current, current.batchLimit);
    if (sent === undefined) break;
    current = sent.state;
    effects.push(...sent.effects);
  }
  const due = PULL_ORDER.find((what) => current.pulls[what].dueAtMs <= nowMs);
  if (due !== undefined && current.pullInFlight === null) {
    const pulled = startPull(current, due);
    current = pulled.state;
    effects.push(...pulled.effects);
  }
  for (;;) {
    const upload = startUpload(current, nowMs);
    if (upload === undefined) return { state: current, effects };
    current = upload.state;
    effects.push(...upload.effects);
  }
}

function sendBatch(state: EngineState, limit: number): Step | undefined {
  const taken = takeBatch(state.queue, { operations: limit, bytes: state.config.maxBatchBytes });
  if (taken === undefined) return undefined;
  const { operationIds } = taken;
  const requestId = state.nextRequestId;
  return {
    state: {
      ...state,
      queue: taken.queue,
      nextRequestId: requestId + 1,
      inFlight: [...state.inFlight, { requestId, kind: 'batch', operationIds }],
    },
    effects: [
      { type: 'recordAttempt', operationIds },
      { type: 'sendBatch', requestId, operationIds },
    ],
  };
}

/** Uploads come after everything else, so that scans never hold back metadata or money. */
function startUpload(state: EngineState, nowMs: number): Step | undefined {
  const batches = batchesInFlight(state);
  if (batches > 0 || state.inFlight.length >= state.config.maxUploadsInFlight) return undefined;
  if (state.queue.readyLines !== null || !isOpen(state.uploads, nowMs)) return undefined;
  const taken = takeBlob(state.queue);
  if (taken === undefined) return undefined;
  const { operationId, operationIds } = taken;
  const requestId = state.nextRequestId;
  return {
    state: {
      ...state,
      queue: taken.queue,
      nextRequestId: requestId + 1,
      inFlight: [...state.inFlight, { requestId, kind: 'blob', operationIds }],
    },
    effects: [
      { type: 'recordAttempt', operationIds },
      { type: 'uploadBlob', requestId, operationId },
    ],
  };
}

function startPull(state: EngineState, what: PullKind): Step {
  const requestId = state.nextRequestId;
  return {
    state: {
      ...state,
      nextRequestId: requestId + 1,
      pullInFlight: { requestId, what },
      hasChangesHint: what === 'changes' ? false : state.hasChangesHint,
    },
    effects: [{ type: 'pull', requestId, what }],
  };
}

/** When to look again if nothing happens before; `null` when only an event can change anything. */
export function nextWakeMs(state: EngineState, nowMs: number): number | null {
  if (!state.isLeader) return null;
  if (state.queueState === 'stale') return state.pause?.probeAtMs ?? null;
  if (state.queueState === 'loading' || !state.isEnrolled) return null;
  const linkMs = state.link.retryAtMs ?? Number.NEGATIVE_INFINITY;
  if (state.pause !== null) return isAsking(state) ? null : Math.max(state.pause.probeAtMs, linkMs);
  if (linkMs > nowMs) return linkMs;
  if (state.link.failures > 0) return null;
  const times = [
    nextDueMs(state.queue),
    steadyAtMs(state),
    state.pullInFlight === null ? Math.min(...PULL_ORDER.map((what) => state.pulls[what].dueAtMs)) : null,
    state.queue.readyBlobs === null || isOpen(state.uploads, nowMs) ? null : state.uploads.retryAtMs,
  ].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}
