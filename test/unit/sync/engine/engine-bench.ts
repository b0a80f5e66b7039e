import type { OperationId } from '#shared/kernel/ids.ts';
import {
  createEngineState,
  DEFAULT_ENGINE_CONFIG,
  step,
  type EngineConfig,
  type EngineEffect,
  type EngineEvent,
  type EngineState,
  type EngineStatus,
  type PullKind,
  type PullOutcome,
  type RowHead,
  type SendOutcome,
} from '#sync/engine/index.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { OperationBook, type NewEntry } from '#test/fakes/operation-book.ts';

type EffectOf<Type extends EngineEffect['type']> = EngineEffect & { readonly type: Type };

export const ACCEPTED: SendOutcome = { kind: 'accepted' };
export const UNREACHABLE: SendOutcome = { kind: 'retryLater', cause: 'unreachable' };
export const REFUSED: SendOutcome = {
  kind: 'needsAttention',
  reason: { code: 'illegalState', detail: 'Hồ sơ không hợp lệ.' },
};
export const NOTHING_NEW = {
  kind: 'done',
  hasContacted: true,
  hasMore: false,
  isCatalogueStale: false,
} as const satisfies PullOutcome;

export function toHead(operation: Operation, sizeBytes = 1_000, state: RowHead['state'] = 'queued'): RowHead {
  const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt } = operation;
  return { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt, sizeBytes, state };
}

/** Drives the engine by hand: events in, effects of the last event to look at. Pulls are answered "nothing new" by itself. */
export class EngineBench {
  readonly book = new OperationBook();
  readonly config: EngineConfig;
  nowMs = 0;
  state: EngineState;
  /** Effects of the last event and of the pulls answered because of it. */
  effects: EngineEffect[] = [];
  /** Every effect so far. */
  readonly log: EngineEffect[] = [];
  answersPulls = true;

  constructor(config: Partial<EngineConfig> = {}) {
    this.config = { ...DEFAULT_ENGINE_CONFIG, ...config };
    this.state = createEngineState(this.config, true);
  }

  /** Leads with these rows in the queue. */
  start(heads: readonly RowHead[] = []): void {
    this.dispatch({ type: 'leadershipChanged', isLeader: true });
    this.dispatch({ type: 'appStarted', heads });
  }

  dispatch(event: EngineEvent): void {
    this.effects = [];
    this.take(event);
  }

  private take(event: EngineEvent): void {
    const result = step(this.state, event, this.nowMs);
    this.state = result.state;
    this.effects.push(...result.effects);
    this.log.push(...result.effects);
    for (const effect of result.effects) {
      if (effect.type === 'pull' && this.answersPulls) this.take(this.pulled(effect.requestId, NOTHING_NEW));
    }
  }

  pulled(requestId: number, outcome: PullOutcome): EngineEvent {
    return { type: 'pullFinished', requestId, outcome, random: 0.5 };
  }

  head(entry: NewEntry = {}, sizeBytes?: number): RowHead {
    return toHead(this.book.write(entry), sizeBytes);
  }

  heads(count: number, entry: NewEntry = {}): RowHead[] {
    return Array.from({ length: count }, () => this.head(entry));
  }

  blob(name: string, sizeBytes: number, dependsOn: readonly OperationId[] = []): RowHead {
    return toHead(this.book.writeBlob(new TextEncoder().encode(name), dependsOn), sizeBytes);
  }

  /** Answers a request item by item; items not named get `otherwise`. */
  answer(
    requestId: number,
    outcomes: ReadonlyMap<string, SendOutcome> = new Map(),
    otherwise: SendOutcome = ACCEPTED,
  ): void {
    const ids = this.state.inFlight.find((request) => request.requestId === requestId)?.operationIds ?? [];
    const items = ids.map((operationId) => ({ operationId, outcome: outcomes.get(operationId) ?? otherwise }));
    this.dispatch({ type: 'answerReceived', requestId, answer: { kind: 'items', items }, random: 0.5 });
  }

  answerWhole(requestId: number, outcome: SendOutcome): void {
    this.dispatch({ type: 'answerReceived', requestId, answer: { kind: 'whole', outcome }, random: 0.5 });
  }

  /** Lets time pass and fires the timer when the engine asked for it. */
  pass(ms: number): void {
    const endMs = this.nowMs + ms;
    this.effects = [];
    for (let due = this.state.wakeAtMs; due !== null && due <= endMs; due = this.state.wakeAtMs) {
      this.nowMs = Math.max(this.nowMs, due);
      this.take({ type: 'timerFired' });
    }
    this.nowMs = endMs;
  }

  of<Type extends EngineEffect['type']>(type: Type): EffectOf<Type>[] {
    return this.effects.filter((effect): effect is EffectOf<Type> => effect.type === type);
  }

  /** The only batch among the last effects. */
  get batch(): EffectOf<'sendBatch'> {
    const batches = this.of('sendBatch');
    if (batches.length !== 1 || batches[0] === undefined) throw new Error(`${batches.length} batches were sent`);
    return batches[0];
  }

  get upload(): EffectOf<'uploadBlob'> {
    const uploads = this.of('uploadBlob');
    if (uploads.length !== 1 || uploads[0] === undefined) throw new Error(`${uploads.length} uploads were started`);
    return uploads[0];
  }

  get status(): EngineStatus {
    if (this.state.status === null) throw new Error('no status yet');
    return this.state.status;
  }

  /** Kinds asked for among the last effects. */
  get pulls(): PullKind[] {
    return this.of('pull').map((effect) => effect.what);
  }

  /** Answers everything with "accepted" until nothing is in flight. */
  drain(): void {
    for (let request = this.state.inFlight[0]; request !== undefined; request = this.state.inFlight[0]) {
      this.answer(request.requestId);
    }
  }
}

export function idsOf(heads: readonly RowHead[]): OperationId[] {
  return heads.map((head) => head.operationId);
}
