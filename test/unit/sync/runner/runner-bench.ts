import type { LogFields, Logger } from '#shared/kernel/ports.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { createSyncRunner, type SyncRunner } from '#sync/runner/sync-runner.ts';
import type { SyncRunnerDeps } from '#sync/runner/runner-deps.ts';
import type { SyncStatus } from '#sync/runner/sync-status.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { FakeConnectivity } from '#test/fakes/fake-connectivity.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { MemoryBlobStore } from '#test/fakes/memory-blob-store.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { ScriptedGateway } from '#test/fakes/scripted-gateway.ts';
import { SeededIds, SeededRandom } from '#test/fakes/seeded-random.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields | undefined;
}

class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  info(event: string, fields?: LogFields): void {
    this.lines.push({ level: 'info', event, fields });
  }

  warn(event: string, fields?: LogFields): void {
    this.lines.push({ level: 'warn', event, fields });
  }

  error(event: string, fields?: LogFields): void {
    this.lines.push({ level: 'error', event, fields });
  }
}

/** A counter with everything faked but the runner and the engine. */
export class RunnerBench {
  readonly clock = new FakeClock();
  readonly scheduler = new VirtualScheduler(this.clock);
  readonly ids = new SeededIds(3);
  readonly book = new OperationBook(new SeededIds(4));
  readonly outbox = new MemoryOutboxStore();
  readonly blobs = new MemoryBlobStore();
  readonly sink = new MemoryChangeSink();
  readonly gateway = new ScriptedGateway(this.clock, new SeededIds(5));
  readonly connectivity = new FakeConnectivity();
  readonly lock = new FakeLeaderLock();
  readonly logger = new RecordingLogger();
  readonly runner: SyncRunner;
  isEnrolled = true;

  constructor(change: Partial<SyncRunnerDeps> = {}) {
    const today = this.clock.today();
    this.sink.workingDays = [today, '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] as LocalDate[];
    this.runner = this.newRunner(change);
  }

  /** Another window, or the app after a restart: same stores, same lock, same province. */
  newRunner(change: Partial<SyncRunnerDeps> = {}): SyncRunner {
    const { clock, scheduler, ids, outbox, blobs, sink, gateway, connectivity, logger } = this;
    const fixed = { clock, scheduler, ids, outbox, blobs, sink, gateway, connectivity, logger };
    const random = new SeededRandom(6);
    return createSyncRunner({ ...fixed, leader: this.lock, random, isEnrolled: () => this.isEnrolled, ...change });
  }

  async start(): Promise<void> {
    this.runner.start();
    await this.pass(0);
  }

  /** Lets time pass; what can go on without it has gone on before and after. */
  async pass(ms: number): Promise<void> {
    await this.scheduler.advance(ms);
    await this.scheduler.advance(0);
  }

  get status(): SyncStatus {
    return statusOf(this.runner);
  }

  /** Ids the gateway has acted upon, in order. */
  get applied(): string[] {
    return this.gateway.model.applied.map((operation) => operation.operationId);
  }
}

export function statusOf(runner: SyncRunner): SyncStatus {
  const seen: SyncStatus[] = [];
  runner.status$.subscribe((status) => seen.push(status)).unsubscribe();
  const [status] = seen;
  if (status === undefined) throw new Error('status$ did not start with a status');
  return status;
}
