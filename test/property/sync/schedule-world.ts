import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { DEFAULT_ENGINE_CONFIG, type EngineConfig } from '#sync/engine/index.ts';
import { GatewayModel } from '#test/fakes/gateway-model.ts';
import { SeededIds, SeededRandom } from '#test/fakes/seeded-random.ts';
import { Agenda } from './agenda.ts';
import { isAccepted, type StoredRow } from './batch-rules.ts';
import { ScheduleCounter } from './schedule-counter.ts';
import { ScheduleNetwork } from './schedule-network.ts';
import type { Schedule } from './schedule-plan.ts';

const CALM_LASTS_MS = 12 * 3_600_000;
const LONG_STORM_MS = 12 * 3_600_000;
/** Over days the engine looks less often, or the test would do little else than look. */
const SLOW: Partial<EngineConfig> = {
  linkBackoff: { baseMs: 1_000, capMs: 30 * 60_000, serverCapMs: 60 * 60_000 },
  lineBackoff: { baseMs: 1_000, capMs: 30 * 60_000, serverCapMs: 60 * 60_000 },
  changesIntervalMs: 60 * 60_000,
  leasesIntervalMs: 3 * 60 * 60_000,
  catalogueIntervalMs: 6 * 60 * 60_000,
};

/** Two counters and a province, without a single promise: everything happens on one agenda, from one seed. */
export class ScheduleWorld {
  readonly model: GatewayModel;
  readonly counters: readonly [ScheduleCounter, ScheduleCounter];
  readonly network: ScheduleNetwork;
  private readonly plan: Schedule;
  private readonly time = { agenda: new Agenda(), nowMs: 0 };

  constructor(plan: Schedule) {
    this.plan = plan;
    const random = new SeededRandom(plan.seed);
    const ids = new SeededIds(plan.seed);
    this.model = new GatewayModel({ now: () => `at ${String(this.time.nowMs)}` as Instant }, ids);
    this.network = new ScheduleNetwork(plan, this.time, random);
    const config = { ...DEFAULT_ENGINE_CONFIG, ...(plan.stormMs > LONG_STORM_MS ? SLOW : {}) };
    const { network, model, time } = this;
    const deps = { plan, config, time, network, model, random, ids };
    this.counters = [new ScheduleCounter(deps), new ScheduleCounter(deps)];
    // Numbers are leased before the storm, as on any working day.
    for (const counter of this.counters) counter.opensWithNumbers();
    for (const jump of plan.clockJumps) {
      this.at(jump.at, () => {
        this.counters[jump.counter].wallOffsetMs += jump.byMs;
      });
    }
    for (const dossier of plan.dossiers) {
      this.at(dossier.at, () => {
        this.counters[dossier.counter].accept(dossier);
      });
    }
    for (const counter of this.counters) counter.start();
  }

  /** Runs the storm and then the calm, until nothing is left to do. */
  run(): void {
    const endMs = this.plan.stormMs + CALM_LASTS_MS;
    while (this.time.nowMs < endMs && !this.isDone()) {
      const next = this.time.agenda.next();
      if (next === undefined) return;
      this.time.nowMs = Math.max(this.time.nowMs, next.atMs);
      next.run();
    }
  }

  /** What is wrong, in words; empty when all is well. */
  findFaults(): string[] {
    const faults = this.counters.flatMap((counter) => counter.faults);
    const applied = this.model.applied.map((operation) => operation.operationId);
    if (new Set(applied).size !== applied.length) faults.push('an operation was applied twice');
    const lineEnds = new Map<string, number>();
    for (const { lineKey, sequence } of this.model.applied) {
      if (sequence !== (lineEnds.get(lineKey) ?? 0) + 1) faults.push(`out of order: ${lineKey} ${String(sequence)}`);
      lineEnds.set(lineKey, sequence);
    }
    const codes = this.counters.flatMap((counter) => counter.codes);
    if (new Set(codes).size !== codes.length) faults.push('a code was printed twice');
    faults.push(
      ...this.findMoneyFaults(),
      ...this.counters.flatMap((counter) => this.findRowFaults(counter, new Set(applied))),
    );
    return faults;
  }

  private findMoneyFaults(): string[] {
    const bookedVnd = this.model.applied
      .filter((operation) => operation.kind === 'collectFee')
      .reduce((sum, { payload }) => sum + (payload as { readonly amountVnd: number }).amountVnd, 0);
    const takenVnd = this.counters.reduce((sum, counter) => sum + counter.cashVnd, 0);
    return bookedVnd === takenVnd ? [] : [`${String(takenVnd)} đồng were taken and ${String(bookedVnd)} booked`];
  }

  private findRowFaults(counter: ScheduleCounter, applied: ReadonlySet<OperationId>): string[] {
    return [...counter.outbox.values()].flatMap((row) => {
      const { operationId, kind, payload } = row.operation;
      const isThere =
        kind === 'storeBlob'
          ? this.model.blobs.has((payload as { readonly hash: Sha256 }).hash)
          : applied.has(operationId);
      if (row.state === 'acknowledged' && !isThere)
        return [`acknowledged without being at the gateway: ${operationId}`];
      if (row.state === 'queued' && !isBlocked(counter.outbox, row))
        return [`not sent although nothing stands before it: ${operationId}`];
      return row.state === 'parked' && !this.isRefused(row) ? [`held without a refusal: ${operationId}`] : [];
    });
  }

  private isRefused({ operation }: StoredRow): boolean {
    const isTooLate = operation.replaces?.some((id) => this.model.applied.some((done) => done.operationId === id));
    return this.model.refusals.has(operation.operationId) || isTooLate === true;
  }

  private at(part: number, run: () => void): void {
    this.time.agenda.add(Math.ceil(part * this.plan.stormMs), run);
  }

  private isDone(): boolean {
    if (this.time.nowMs <= this.plan.stormMs + 100_000) return false;
    return this.counters.every(({ outbox }) =>
      [...outbox.values()].every((row) => row.state !== 'queued' || isBlocked(outbox, row)),
    );
  }
}

/** Something held stands before it in its line, or it waits for something that cannot come. */
function isBlocked(outbox: ReadonlyMap<OperationId, StoredRow>, { operation }: StoredRow): boolean {
  const isBehind = [...outbox.values()].some(
    (earlier) =>
      earlier.state === 'parked' &&
      earlier.operation.lineKey === operation.lineKey &&
      earlier.operation.sequence < operation.sequence,
  );
  return isBehind || operation.dependsOn.some((id) => !isAccepted(outbox, id) && isHeldFor(outbox, id));
}

/** The awaited row, or what replaced it, is held or blocked itself. */
function isHeldFor(outbox: ReadonlyMap<OperationId, StoredRow>, id: OperationId): boolean {
  const places = [...outbox.values()].filter(
    ({ operation, state }) =>
      state !== 'replaced' && (operation.operationId === id || operation.replaces?.includes(id) === true),
  );
  return places.some((row) => row.state === 'parked' || (row.state === 'queued' && isBlocked(outbox, row)));
}
