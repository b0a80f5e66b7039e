import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import {
  createEngineState,
  DEFAULT_ENGINE_CONFIG,
  step,
  type Answer,
  type EngineEvent,
  type EngineState,
  type RowHead,
  type SendOutcome,
} from '#sync/engine/index.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { toItemOutcome } from '#sync/runner/to-outcome.ts';
import { GatewayModel } from '#test/fakes/gateway-model.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { SeededIds, SeededRandom } from '#test/fakes/seeded-random.ts';
import { Agenda, type Appointment } from './agenda.ts';
import { findSins, type StoredRow } from './batch-rules.ts';
import { carryOut, type EffectHands } from './carry-out.ts';
import type { DossierPlan, WorldPlan } from './world-plan.ts';

const STORM_ENDS_MS = 600_000;
const CALM_LASTS_MS = 2 * 3_600_000;
const TIME_OUT_MS = 30_000;

function whole(outcome: SendOutcome): Answer {
  return { kind: 'whole', outcome };
}

/** A counter and a province with bad weather between them, without a single promise: everything happens on one agenda. */
export class EngineWorld implements EffectHands {
  readonly model: GatewayModel;
  readonly outbox = new Map<OperationId, StoredRow>();
  /** Sins against the rules, in words; empty when all is well. */
  readonly faults: string[] = [];
  readonly refused = new Set<OperationId>();
  crashes = 0;
  private readonly plan: WorldPlan;
  private readonly random: SeededRandom;
  private readonly book: OperationBook;
  private readonly bytes = new Map<Sha256, Uint8Array>();
  private readonly underWay = new Map<number, readonly OperationId[]>();
  private state: EngineState = createEngineState(DEFAULT_ENGINE_CONFIG, true);
  private readonly agenda = new Agenda();
  private nowMs = 0;
  private life = 0;
  private timer: Appointment | undefined;

  constructor(plan: WorldPlan) {
    this.plan = plan;
    this.random = new SeededRandom(plan.seed);
    const ids = new SeededIds(plan.seed);
    this.book = new OperationBook(ids);
    this.model = new GatewayModel({ now: () => new Date(this.nowMs).toISOString() as Instant }, ids);
    const shift = this.book.newLine('shift');
    const byTime = [...plan.dossiers].sort((a, b) => a.committedAtMs - b.committedAtMs);
    for (const dossier of byTime) this.agenda.add(dossier.committedAtMs, () => this.commit(dossier, shift));
    this.live();
  }

  /** Runs the storm and then the calm, until the calm has lasted long enough for every back-off. */
  run(): void {
    const endMs = STORM_ENDS_MS + CALM_LASTS_MS;
    while (this.nowMs < endMs && !this.isDone()) {
      const next = this.agenda.next();
      if (next === undefined) return;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
  }

  /** Rows that nothing refused stands before. */
  reachable(): Operation[] {
    const stuck = new Set<OperationId>();
    const stuckLines = new Set<string>();
    const reachable: Operation[] = [];
    for (const { operation } of this.outbox.values()) {
      const { operationId, lineKey, dependsOn } = operation;
      const isStuck = this.refused.has(operationId) || stuckLines.has(lineKey) || dependsOn.some((id) => stuck.has(id));
      if (!isStuck) reachable.push(operation);
      else {
        stuck.add(operationId);
        stuckLines.add(lineKey);
      }
    }
    return reachable;
  }

  /** Refused rows that can be sent at all: a scan of a refused dossier never gets that far. */
  mustBeParked(): OperationId[] {
    return [...this.refused].filter((id) => {
      const { lineKey, dependsOn } = this.row(id).operation;
      const isFirst = [...this.outbox.values()].every(
        (row) =>
          row.operation.lineKey !== lineKey ||
          row.operation.sequence >= this.row(id).operation.sequence ||
          row.state === 'acknowledged',
      );
      return isFirst && dependsOn.every((awaited) => this.row(awaited).state === 'acknowledged');
    });
  }

  idsIn(state: StoredRow['state']): OperationId[] {
    return [...this.outbox.values()].filter((row) => row.state === state).map((row) => row.operation.operationId);
  }

  private isDone(): boolean {
    if (this.nowMs <= STORM_ENDS_MS) return false;
    const isAcknowledged = this.reachable().every(({ operationId }) => this.row(operationId).state === 'acknowledged');
    return isAcknowledged && this.mustBeParked().every((id) => this.row(id).state === 'parked');
  }

  private row(id: OperationId): StoredRow {
    const row = this.outbox.get(id);
    if (row === undefined) throw new Error('unknown row');
    return row;
  }

  private isStorm(): boolean {
    return this.nowMs < STORM_ENDS_MS;
  }

  private happens(chance: number): boolean {
    return this.isStorm() && this.random.next() < chance;
  }

  private isOutage(): boolean {
    return (
      this.isStorm() &&
      this.plan.weather.outages.some(({ fromMs, lengthMs }) => this.nowMs >= fromMs && this.nowMs < fromMs + lengthMs)
    );
  }

  /** The unit of work: all rows of a dossier at once. */
  private commit(dossier: DossierPlan, shift: string): void {
    const lineKey = this.book.newLine();
    const first = this.book.write({ lineKey });
    const operations = [first];
    if (dossier.hasPayment) operations.push(this.book.write({ lineKey: shift, kind: 'collectFee' }));
    for (let later = 0; later < dossier.laterSteps; later += 1)
      operations.push(this.book.write({ lineKey, kind: 'requestSupplement' }));
    for (let scan = 0; scan < dossier.scans; scan += 1) operations.push(this.scan(dossier, first.operationId));
    if (dossier.fate === 'refused') this.refuse(first.operationId);
    for (const operation of operations) {
      const sizeBytes =
        operation.kind === 'storeBlob' ? 1 + this.random.below(5_000_000) : 200 + this.random.below(3_000);
      this.outbox.set(operation.operationId, { operation, sizeBytes, state: 'queued' });
    }
    this.dispatch({ type: 'rowsCommitted', heads: operations.map((operation) => this.head(operation.operationId)) });
  }

  private refuse(id: OperationId): void {
    this.model.refusals.set(id, { code: 'illegalState', detail: 'Không hợp lệ.' });
    this.refused.add(id);
  }

  private scan(dossier: DossierPlan, dossierOperation: OperationId): Operation {
    const bytes = new TextEncoder().encode(this.book.ids.next());
    const operation = this.book.writeBlob(bytes, [dossierOperation]);
    const { hash } = operation.payload as { readonly hash: Sha256 };
    this.bytes.set(hash, bytes);
    if (dossier.fate === 'scanDamagedOnce') this.model.damagedUploads.set(hash, 1);
    if (dossier.fate === 'scanAlwaysDamaged') {
      this.model.damagedUploads.set(hash, Number.POSITIVE_INFINITY);
      this.refused.add(operation.operationId);
    }
    return operation;
  }

  private head(id: OperationId): RowHead {
    const { operation, sizeBytes, state } = this.row(id);
    const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt } = operation;
    const open = state === 'parked' ? 'parked' : 'queued';
    return { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt, sizeBytes, state: open };
  }

  /** The app starts: a new life that knows only what is stored. */
  private live(): void {
    this.life += 1;
    this.underWay.clear();
    this.state = createEngineState(DEFAULT_ENGINE_CONFIG, true);
    this.dispatch({ type: 'leadershipChanged', isLeader: true });
  }

  private dispatch(event: EngineEvent): void {
    const { state, effects } = step(this.state, event, this.nowMs);
    this.state = state;
    const { life } = this;
    for (const effect of effects) {
      if (this.happens(this.plan.weather.crash)) {
        this.crashes += 1;
        this.life += 1;
        this.agenda.add(this.nowMs + 1 + this.random.below(20_000), () => this.live());
        // Nothing that was to follow happens; a dead app takes no events.
        this.state = createEngineState(DEFAULT_ENGINE_CONFIG, true);
        return;
      }
      carryOut(effect, this);
      if (life !== this.life) return;
    }
  }

  loadQueue(): void {
    this.later(1, { type: 'appStarted', heads: [] });
  }

  judgeBatch(ids: readonly OperationId[]): void {
    this.faults.push(...findSins(ids, [...this.underWay.values()], this.outbox));
  }

  park(id: OperationId): void {
    this.row(id).state = 'parked';
  }

  setTimer(atMs: number | null): void {
    if (this.timer !== undefined) this.agenda.cancel(this.timer);
    const { life } = this;
    const fire = (): void => {
      if (life === this.life) this.dispatch({ type: 'timerFired' });
    };
    this.timer = atMs === null ? undefined : this.agenda.add(atMs, fire);
  }

  /** Tells the engine later, unless the app has died meanwhile. */
  private later(delayMs: number, event: EngineEvent): void {
    const { life } = this;
    this.agenda.add(this.nowMs + delayMs, () => {
      if (life !== this.life) return;
      if (event.type === 'answerReceived') this.underWay.delete(event.requestId);
      this.dispatch(event.type === 'appStarted' ? { ...event, heads: this.openHeads() } : event);
    });
  }

  private openHeads(): RowHead[] {
    return [...this.outbox.values()]
      .filter((row) => row.state !== 'acknowledged')
      .map((row) => this.head(row.operation.operationId));
  }

  pull(requestId: number): void {
    const isUp = !this.isOutage() && !this.happens(this.plan.weather.cut);
    const outcome = isUp
      ? ({ kind: 'done', hasContacted: true, hasMore: false, isCatalogueStale: false } as const)
      : ({ kind: 'retryLater', cause: 'unreachable' } as const);
    this.later(20 + this.random.below(500), { type: 'pullFinished', requestId, outcome, random: this.random.next() });
  }

  /** One request: lost on the way, or acted upon (perhaps twice, perhaps much later), its answer lost or not. */
  send(requestId: number, ids: readonly OperationId[]): void {
    const { weather } = this.plan;
    this.underWay.set(requestId, ids);
    if (this.isOutage() || this.happens(weather.cut)) {
      this.answer(requestId, 5 + this.random.below(2_000), whole({ kind: 'retryLater', cause: 'unreachable' }));
    } else if (this.happens(weather.serverError)) {
      this.answer(requestId, 50, whole({ kind: 'retryLater', cause: 'serverError', mayBeTooMuch: true }));
    } else this.deliver(requestId, ids);
  }

  private deliver(requestId: number, ids: readonly OperationId[]): void {
    if (this.happens(this.plan.weather.duplicate)) {
      this.agenda.add(this.nowMs + this.random.below(120_000), () => {
        this.atGateway(ids);
      });
    }
    const slowest = TIME_OUT_MS + 5_000;
    const delayMs = this.isStorm() ? this.random.below(slowest) ** 2 / slowest : 50;
    const isLost = this.happens(this.plan.weather.loseAnswer) || delayMs > TIME_OUT_MS;
    const { life } = this;
    this.agenda.add(this.nowMs + delayMs, () => {
      const acted = this.atGateway(ids);
      if (!isLost && life === this.life) this.answer(requestId, delayMs / 4, acted);
    });
    if (isLost) {
      const timedOut = whole({ kind: 'retryLater', cause: 'timedOut', mayBeTooMuch: true });
      this.answer(requestId, TIME_OUT_MS * 1.3, timedOut);
    }
  }

  private answer(requestId: number, delayMs: number, answer: Answer): void {
    this.later(delayMs, { type: 'answerReceived', requestId, answer, random: this.random.next() });
  }

  private atGateway(ids: readonly OperationId[]): Answer {
    const operations = ids.map((id) => this.row(id).operation);
    const [first] = operations;
    if (first?.kind === 'storeBlob') {
      const { hash } = first.payload as { readonly hash: Sha256 };
      const stored = this.model.storeBlob(hash, this.bytes.get(hash) ?? new Uint8Array());
      const mismatch: SendOutcome = { kind: 'needsAttention', reason: { code: 'hashMismatch', detail: 'Sai.' } };
      return { kind: 'whole', outcome: stored === undefined ? mismatch : { kind: 'accepted' } };
    }
    const outcomes = this.model.apply(operations);
    return {
      kind: 'items',
      items: outcomes.map((item) => ({ operationId: item.operationId, outcome: toItemOutcome(item) })),
    };
  }

  acknowledge(id: OperationId): void {
    const row = this.row(id);
    const { kind, payload } = row.operation;
    const isThere =
      kind === 'storeBlob'
        ? this.model.blobs.has((payload as { readonly hash: Sha256 }).hash)
        : this.model.applied.some((operation) => operation.operationId === id);
    if (!isThere) this.faults.push(`acknowledged without being at the gateway: ${id}`);
    row.state = 'acknowledged';
  }
}
