import type { OperationId } from '#shared/kernel/ids.ts';
import { backoffDelayMs } from './backoff.ts';
import { afterContact, afterLinkFailure, afterUploadFailure, pauseFor, type Moment } from './contact.ts';
import type { AttentionReason, EngineEffect, ItemAnswer, RetryLater, SendOutcome } from './messages.ts';
import type { Step } from './plan.ts';
import { findRow, markRow, removeRow, settleLine, wakeDependents } from './queue.ts';
import { afterSuccess } from './retry.ts';
import { findValue } from './sorted-map.ts';
import type { EngineState, InFlight, Line } from './state.ts';

/** Batches grow by this factor with every success after they had to shrink. */
const GROWTH = 4;
/** … and shrink by it when they seem to be too much: each step costs a back-off. */
const SHRINKAGE = 4;
/** So many single operations refused as a whole call, without one acceptance between, mean that the gateway is at fault. */
const MAX_REJECTED_IN_A_ROW = 5;
const UNANSWERED: RetryLater = { kind: 'retryLater', cause: 'notTheGateway' };

/** What happened to the rows of one line in an answered batch. */
interface LineNews {
  hasProgress: boolean;
  retry: RetryLater | undefined;
}

/** An answer item by item: the gateway is there, whatever it said of each. */
export function onItems(state: EngineState, request: InFlight, items: readonly ItemAnswer[], at: Moment): Step {
  const outcomes = new Map(items.map((item) => [item.operationId, item.outcome]));
  const batchLimit = Math.min(state.config.maxBatchOperations, state.batchLimit * GROWTH);
  const batchTrouble = request.kind === 'batch' ? 'none' : state.batchTrouble;
  let current = afterContact({ ...state, batchLimit, batchTrouble }, request.requestId, at.nowMs);
  const effects: EngineEffect[] = [];
  const acknowledged: OperationId[] = [];
  const lines = new Map<string, LineNews>();
  for (const id of request.operationIds) {
    const row = findRow(current.queue, id);
    if (row === undefined) continue;
    const news = lines.get(row.head.lineKey) ?? { hasProgress: false, retry: undefined };
    lines.set(row.head.lineKey, news);
    const outcome = outcomes.get(id) ?? UNANSWERED;
    switch (outcome.kind) {
      case 'accepted':
      case 'alreadyAccepted':
        current = { ...current, queue: removeRow(current.queue, row) };
        acknowledged.push(id);
        news.hasProgress = true;
        break;
      case 'needsAttention':
        current = { ...current, queue: markRow(current.queue, row, { isParked: true }) };
        effects.push({ type: 'park', operationId: id, reason: outcome.reason });
        break;
      case 'retryLater':
        news.retry ??= outcome;
        break;
      case 'pauseAll':
        current = pauseFor(current, outcome.cause, at);
        break;
    }
  }
  current = settleLines(current, lines, at);
  if (acknowledged.length === 0) return { state: current, effects };
  effects.unshift({ type: 'acknowledge', operationIds: acknowledged });
  const queue = acknowledged.reduce((next, id) => wakeDependents(next, id), current.queue);
  return { state: { ...current, queue, rejectedInARow: 0 }, effects };
}

function settleLines(state: EngineState, lines: ReadonlyMap<string, LineNews>, at: Moment): EngineState {
  let { queue } = state;
  for (const [lineKey, { hasProgress, retry }] of lines) {
    const before = findValue(queue.lines, lineKey);
    const failures = retry === undefined ? 0 : (hasProgress ? 0 : (before?.failures ?? 0)) + 1;
    const waitUntilMs = retry === undefined ? null : at.nowMs + lineDelayMs(state, failures, retry, at);
    queue = settleLine(queue, lineKey, { isInFlight: false, isSuspect: false, failures, waitUntilMs });
  }
  return { ...state, queue };
}

function lineDelayMs(state: EngineState, failures: number, retry: RetryLater, at: Moment): number {
  return backoffDelayMs(state.config.lineBackoff, failures, at.random, retry.afterMs);
}

/** One outcome for a whole batch. */
export function onWholeBatch(state: EngineState, request: InFlight, outcome: SendOutcome, at: Moment): Step {
  switch (outcome.kind) {
    case 'accepted':
    case 'alreadyAccepted':
      return onItems(
        state,
        request,
        request.operationIds.map((operationId) => ({ operationId, outcome })),
        at,
      );
    case 'pauseAll':
      return { state: pauseFor(backToQueue(state, request), outcome.cause, at), effects: [] };
    case 'needsAttention':
      return onRejectedBatch(state, request, outcome.reason, at);
    case 'retryLater':
      return { state: afterLinkFailure(onLostBatch(state, request, outcome, at), outcome, at), effects: [] };
  }
}

/** Refused as a whole: something in it is at fault, and only alone can it be told from its neighbours. */
function onRejectedBatch(state: EngineState, request: InFlight, reason: AttentionReason, at: Moment): Step {
  const [only, ...others] = request.operationIds;
  const row = only === undefined ? undefined : findRow(state.queue, only);
  if (only !== undefined && row !== undefined && others.length === 0) {
    if (state.rejectedInARow >= MAX_REJECTED_IN_A_ROW) {
      const later: RetryLater = { kind: 'retryLater', cause: 'serverError' };
      const waiting = retryLine(state, row.head.lineKey, later, at, { isSuspect: true });
      return { state: pauseFor(waiting, 'gatewayRefused', at), effects: [] };
    }
    const counted = { ...state, rejectedInARow: state.rejectedInARow + 1 };
    return onItems(counted, request, [{ operationId: only, outcome: { kind: 'needsAttention', reason } }], at);
  }
  const batchLimit = Math.max(1, Math.floor(request.operationIds.length / 2));
  const queued = backToQueue({ ...state, batchLimit }, request);
  return { state: afterContact(queued, request.requestId, at.nowMs), effects: [] };
}

/** A batch that is lost while smaller requests are answered may be lost because of its size. */
function onLostBatch(before: EngineState, request: InFlight, outcome: RetryLater, at: Moment): EngineState {
  const state: EngineState = { ...before, batchTrouble: 'lost' };
  if (outcome.mayBeTooMuch !== true && before.batchTrouble !== 'linkAnswers') return backToQueue(state, request);
  const [only, ...others] = request.operationIds;
  const row = only === undefined ? undefined : findRow(state.queue, only);
  if (others.length > 0 || row === undefined) {
    const batchLimit = Math.max(1, Math.ceil(request.operationIds.length / SHRINKAGE));
    return backToQueue({ ...state, batchLimit }, request);
  }
  return retryLine(state, row.head.lineKey, outcome, at, { isSuspect: true });
}

/** Lets one line wait with a back-off of its own. */
function retryLine(
  state: EngineState,
  lineKey: string,
  outcome: RetryLater,
  at: Moment,
  change: Partial<Line>,
): EngineState {
  const failures = (findValue(state.queue.lines, lineKey)?.failures ?? 0) + 1;
  const waitUntilMs = at.nowMs + lineDelayMs(state, failures, outcome, at);
  return { ...state, queue: settleLine(state.queue, lineKey, { ...change, isInFlight: false, failures, waitUntilMs }) };
}

function backToQueue(state: EngineState, request: InFlight): EngineState {
  const lineKeys = new Set(request.operationIds.map((id) => findRow(state.queue, id)?.head.lineKey));
  let { queue } = state;
  for (const lineKey of lineKeys) {
    if (lineKey !== undefined) queue = settleLine(queue, lineKey, { isInFlight: false });
  }
  return { ...state, queue };
}

/** The code under which a gateway rejects bytes that do not match their hash. */
const HASH_MISMATCH = 'hashMismatch';

/** The outcome of an upload. Failures of uploads say nothing about the link: operations are not delayed by them. */
export function onUpload(state: EngineState, request: InFlight, outcome: SendOutcome, at: Moment): Step {
  const [id] = request.operationIds;
  const row = id === undefined ? undefined : findRow(state.queue, id);
  if (id === undefined || row === undefined) return { state, effects: [] };
  switch (outcome.kind) {
    case 'accepted':
    case 'alreadyAccepted':
    case 'needsAttention': {
      const isFirstMismatch =
        outcome.kind === 'needsAttention' && outcome.reason.code === HASH_MISMATCH && !row.isSecondUpload;
      if (!isFirstMismatch) {
        const uploads = afterSuccess(state.uploads, at.nowMs);
        return onItems({ ...state, uploads }, request, [{ operationId: id, outcome }], at);
      }
      const marked = { ...state, queue: markRow(state.queue, row, { isSecondUpload: true }) };
      return { state: afterContact(backToQueue(marked, request), request.requestId, at.nowMs), effects: [] };
    }
    case 'pauseAll':
      return onWholeBatch(state, request, outcome, at);
    case 'retryLater': {
      const waiting = retryLine(state, row.head.lineKey, outcome, at, {});
      return { state: afterUploadFailure(waiting, outcome, at), effects: [] };
    }
  }
}
