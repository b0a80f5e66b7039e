import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { NumberBlock } from '#shared/domain/office.ts';
import {
  createEngineState,
  step,
  type Answer,
  type EngineConfig,
  type EngineEvent,
  type EngineState,
  type PullKind,
  type RowHead,
} from '#sync/engine/index.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { toItemOutcome } from '#sync/runner/to-outcome.ts';
import type { GatewayModel } from '#test/fakes/gateway-model.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import type { SeededIds, SeededRandom } from '#test/fakes/seeded-random.ts';
import type { Appointment } from './agenda.ts';
import { findSins, type StoredRow } from './batch-rules.ts';
import { carryOut, type EffectHands } from './carry-out.ts';
import type { Lost, ScheduleNetwork, Timeline } from './schedule-network.ts';
import type { Schedule, ScheduledDossier } from './schedule-plan.ts';

export interface CounterDeps {
  readonly plan: Schedule;
  readonly config: EngineConfig;
  readonly time: Timeline;
  readonly network: ScheduleNetwork;
  readonly model: GatewayModel;
  readonly random: SeededRandom;
  readonly ids: SeededIds;
}

const DAY_MS = 24 * 3_600_000;
const LEASED_AT_ONCE = 3;
const DAYS_LEASED = [0, 1, 2];
const NOTHING_NEW = { kind: 'done', hasContacted: true, hasMore: false, isCatalogueStale: false } as const;

/** One counter: what it has stored outlives its crashes, everything else does not. */
export class ScheduleCounter implements EffectHands {
  readonly outbox = new Map<OperationId, StoredRow>();
  readonly codes: string[] = [];
  /** Sins against the rules, in words; empty when all is well. */
  readonly faults: string[] = [];
  cashVnd = 0;
  crashes = 0;
  /** The wall clock minus the time of the schedule. */
  wallOffsetMs = 0;
  private readonly deps: CounterDeps;
  private readonly book: OperationBook;
  private readonly shift: string;
  private readonly blocks = new Map<string, NumberBlock & { next: number }>();
  private readonly refusedBefore = new Map<OperationId, ScheduledDossier>();
  private readonly underWay = new Map<number, readonly OperationId[]>();
  private state: EngineState;
  private life = 0;
  private bornAtMs = 0;
  private isAlive = false;
  private timer: Appointment | undefined;

  constructor(deps: CounterDeps) {
    this.deps = deps;
    this.book = new OperationBook(deps.ids);
    this.shift = this.book.newLine('shift');
    this.state = createEngineState(deps.config, true);
  }

  /** Numbers leased on an earlier day, for today and the days after. */
  opensWithNumbers(): void {
    this.store(
      this.deps.model.lease({ requestId: this.deps.ids.next(), days: this.lowDays(), size: LEASED_AT_ONCE })?.blocks ??
        [],
    );
  }

  /** The app starts: a new life that knows only what is stored, on a monotonic clock of its own. */
  start(): void {
    this.life += 1;
    this.isAlive = true;
    this.bornAtMs = this.deps.time.nowMs;
    this.underWay.clear();
    this.state = createEngineState(this.deps.config, true);
    this.dispatch({ type: 'leadershipChanged', isLeader: true });
  }

  /** The unit of work: code, money and all rows of a dossier at once, or nothing. A dead app or no number: nothing. */
  accept(dossier: ScheduledDossier): void {
    const code = this.isAlive ? this.takeNumber() : undefined;
    if (code === undefined) return;
    this.codes.push(code);
    const lineKey = this.book.newLine();
    const first = this.book.write({ lineKey, payload: { code } });
    const dependsOn = dossier.isLinked ? [first.operationId] : [];
    const operations = [first];
    if (dossier.amountVnd > 0) {
      this.cashVnd += dossier.amountVnd;
      operations.push(
        this.book.write({ lineKey: this.shift, kind: 'collectFee', payload: { amountVnd: dossier.amountVnd } }),
      );
    }
    for (let later = 0; later < dossier.laterSteps; later += 1)
      operations.push(this.book.write({ lineKey, kind: 'requestSupplement', dependsOn }));
    for (let scan = 0; scan < dossier.scans; scan += 1)
      operations.push(this.book.writeBlob(new TextEncoder().encode(this.book.ids.next()), dependsOn));
    if (dossier.fate !== 'fine') this.refuse(first.operationId, dossier);
    this.commit(operations);
  }

  private takeNumber(): string | undefined {
    const today = this.today(0);
    const block = [...this.blocks.values()].find(({ workingOn, next, to }) => workingOn === today && next <= to);
    if (block === undefined) return undefined;
    block.next += 1;
    return `${today}-${String(block.next - 1)}`;
  }

  private today(daysAhead: number): LocalDate {
    const wallMs = Date.UTC(2026, 11, 30, 6) + this.deps.time.nowMs + this.wallOffsetMs + daysAhead * DAY_MS;
    return new Date(wallMs).toISOString().slice(0, 10) as LocalDate;
  }

  private refuse(id: OperationId, dossier: ScheduledDossier): void {
    this.deps.model.refusals.set(id, { code: 'unknownProcedureVersion', detail: 'Không hợp lệ.' });
    this.refusedBefore.set(id, dossier);
  }

  private commit(operations: readonly Operation[]): void {
    for (const operation of operations) {
      for (const id of operation.replaces ?? []) this.row(id).state = 'replaced';
      this.outbox.set(operation.operationId, { operation, sizeBytes: 1_000, state: 'queued' });
    }
    this.dispatch({ type: 'rowsCommitted', heads: operations.map((operation) => this.head(operation.operationId)) });
  }

  /** What the officer does about a held row, some time after it was held. */
  private attend(id: OperationId): void {
    const dossier = this.refusedBefore.get(id);
    if (dossier === undefined || this.row(id).state !== 'parked') return;
    if (!this.isAlive) this.attendLater(id);
    else if (dossier.fate === 'released') {
      this.deps.model.refusals.delete(id);
      this.row(id).state = 'queued';
      this.dispatch({ type: 'rowReleased', operationId: id });
    } else if (dossier.fate !== 'refused') this.repair(id, dossier);
  }

  private repair(id: OperationId, dossier: ScheduledDossier): void {
    const refused = this.row(id).operation;
    const repaired = this.book.repair(refused, { ...(refused.payload as object), repaired: true });
    if (dossier.fate === 'repairedTwice' && refused.replaces === undefined) this.refuse(repaired.operationId, dossier);
    if (dossier.fate === 'repairedTooLate') this.deps.model.refusals.delete(id);
    this.commit([repaired]);
  }

  private attendLater(id: OperationId): void {
    this.at(this.deps.random.below(90_000), () => {
      this.attend(id);
    });
  }

  private row(id: OperationId): StoredRow {
    const row = this.outbox.get(id);
    if (row === undefined) throw new Error('unknown row');
    return row;
  }

  private head(id: OperationId): RowHead {
    const { operation, sizeBytes, state } = this.row(id);
    const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt, replaces } = operation;
    const open = state === 'parked' ? 'parked' : 'queued';
    const head = {
      operationId,
      stationSequence,
      lineKey,
      sequence,
      kind,
      dependsOn,
      createdAt,
      sizeBytes,
      state: open,
    };
    return { ...head, state: open, ...(replaces === undefined ? {} : { replaces }) };
  }

  private at(delayMs: number, run: () => void): Appointment {
    return this.deps.time.agenda.add(this.deps.time.nowMs + delayMs, run);
  }

  private dispatch(event: EngineEvent): void {
    if (!this.isAlive) return;
    const { state, effects } = step(this.state, event, this.deps.time.nowMs - this.bornAtMs);
    this.state = state;
    for (const effect of effects) {
      if (this.deps.network.happens(this.deps.plan.weather.counterCrash)) {
        this.die();
        return;
      }
      carryOut(effect, this);
    }
  }

  /** Nothing that was to follow happens; a dead app takes no events. */
  private die(): void {
    this.crashes += 1;
    this.isAlive = false;
    this.at(1 + this.deps.random.below(20_000), () => {
      this.start();
    });
  }

  loadQueue(): void {
    this.answerLater(() => ({ type: 'appStarted', heads: this.openHeads() }));
  }

  judgeBatch(ids: readonly OperationId[]): void {
    this.faults.push(...findSins(ids, [...this.underWay.values()], this.outbox));
  }

  setTimer(atMs: number | null): void {
    if (this.timer !== undefined) this.deps.time.agenda.cancel(this.timer);
    this.timer = undefined;
    if (atMs === null) return;
    const { life } = this;
    this.timer = this.deps.time.agenda.add(this.bornAtMs + Math.ceil(atMs), () => {
      if (life === this.life) this.dispatch({ type: 'timerFired' });
    });
  }

  private answerLater(event: () => EngineEvent): void {
    const { life } = this;
    this.at(1, () => {
      if (life === this.life) this.dispatch(event());
    });
  }

  private openHeads(): RowHead[] {
    return [...this.outbox.values()]
      .filter((row) => row.state === 'queued' || row.state === 'parked')
      .map((row) => this.head(row.operation.operationId));
  }

  pull(requestId: number, what: PullKind): void {
    const { network, random, model, ids } = this.deps;
    const { life } = this;
    const days = what === 'leases' ? this.lowDays() : [];
    const request = { requestId: days.length === 0 ? '' : ids.next<string>(), days, size: LEASED_AT_ONCE };
    network.send(
      () => ({ blocks: days.length === 0 ? [] : (model.lease(request)?.blocks ?? []) }),
      (reply) => {
        if (life !== this.life || !this.isAlive) return;
        if (!('kind' in reply)) this.store(reply.blocks);
        const outcome = 'kind' in reply ? reply : NOTHING_NEW;
        this.dispatch({ type: 'pullFinished', requestId, outcome, random: random.next() });
      },
    );
  }

  private store(blocks: readonly NumberBlock[]): void {
    for (const block of blocks) this.blocks.set(block.numberBlockId, { ...block, next: block.from });
  }

  private lowDays(): LocalDate[] {
    return DAYS_LEASED.map((ahead) => this.today(ahead)).filter((day) => this.unusedOn(day) < 2);
  }

  private unusedOn(day: LocalDate): number {
    let unused = 0;
    for (const { workingOn, next, to } of this.blocks.values()) if (workingOn === day) unused += to - next + 1;
    return unused;
  }

  send(requestId: number, operationIds: readonly OperationId[]): void {
    const { life } = this;
    this.underWay.set(requestId, operationIds);
    const operations = operationIds.map((id) => this.row(id).operation);
    this.deps.network.send(
      () => this.atProvince(operations),
      (reply: Answer | Lost) => {
        if (life !== this.life || !this.isAlive) return;
        this.underWay.delete(requestId);
        const answer: Answer = reply.kind === 'retryLater' ? { kind: 'whole', outcome: reply } : reply;
        this.dispatch({ type: 'answerReceived', requestId, answer, random: this.deps.random.next() });
      },
    );
  }

  private atProvince(operations: readonly Operation[]): Answer {
    const [first] = operations;
    if (first?.kind === 'storeBlob') {
      const { hash } = first.payload as { readonly hash: Sha256 };
      const { model } = this.deps;
      if (!model.blobs.has(hash)) model.blobs.set(hash, { hash, sizeBytes: 1, storedAt: '' as Instant });
      return { kind: 'whole', outcome: { kind: 'accepted' } };
    }
    const outcomes = this.deps.model.apply(operations);
    return {
      kind: 'items',
      items: outcomes.map((item) => ({ operationId: item.operationId, outcome: toItemOutcome(item) })),
    };
  }

  acknowledge(id: OperationId): void {
    const row = this.row(id);
    if (row.state === 'replaced') this.faults.push(`acknowledged although replaced: ${id}`);
    row.state = 'acknowledged';
  }

  park(id: OperationId): void {
    const row = this.row(id);
    if (row.state !== 'queued') this.faults.push(`parked while ${row.state}: ${id}`);
    row.state = 'parked';
    this.attendLater(id);
  }
}
