import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { createSyncRunner } from '#sync/runner/sync-runner.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { FakeConnectivity } from '#test/fakes/fake-connectivity.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { MemoryBlobStore } from '#test/fakes/memory-blob-store.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { ScriptedGateway, type Fault } from '#test/fakes/scripted-gateway.ts';
import { SeededIds, SeededRandom } from '#test/fakes/seeded-random.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One run of the app: when it dies, whatever it calls never answers and its timers never fire. */
interface Life {
  isOver: boolean;
}

function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown =>
        life.isOver ? new Promise(() => undefined) : (Reflect.apply(member, target, args) as unknown);
    },
  });
}

class CrashingCounter {
  readonly outbox = new MemoryOutboxStore();
  readonly gateway: ScriptedGateway;
  readonly blobs = new MemoryBlobStore();
  private readonly clock = new FakeClock();
  private readonly scheduler = new VirtualScheduler(this.clock);
  private readonly random: SeededRandom;
  private readonly book: OperationBook;
  private readonly shift: string;
  private readonly sink = new MemoryChangeSink();
  private life: Life = { isOver: true };

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.book = new OperationBook(new SeededIds(seed));
    this.shift = this.book.newLine('shift');
    this.gateway = new ScriptedGateway(this.clock, new SeededIds(seed + 1));
  }

  async run(rounds: number): Promise<void> {
    this.gateway.script = () => this.weather();
    this.live();
    for (let round = 0; round < rounds; round += 1) {
      if (this.random.next() < 0.5) this.commit();
      if (this.random.next() < 0.25) this.crash();
      await this.scheduler.advance(this.random.below(20_000));
      this.gateway.answerHeld();
    }
    this.gateway.recover();
    this.crash();
    await this.scheduler.advance(600_000);
  }

  private weather(): Fault {
    const chance = this.random.next();
    if (chance < 0.2) return { kind: 'fail', failure: { code: 'unreachable' } };
    if (chance < 0.4) return { kind: 'loseAnswer', failure: { code: 'timedOut' } };
    if (chance < 0.45) return { kind: 'throw' };
    return chance < 0.6 ? { kind: 'hold' } : { kind: 'deliver' };
  }

  private live(): void {
    const life = { isOver: false };
    this.life = life;
    const scheduler: Scheduler = {
      after: (delayMs, work) =>
        this.scheduler.after(delayMs, () => {
          if (!life.isOver) work();
        }),
    };
    createSyncRunner({
      outbox: mortal(this.outbox, life),
      blobs: mortal(this.blobs, life),
      sink: mortal(this.sink, life),
      gateway: mortal(this.gateway, life),
      connectivity: new FakeConnectivity(),
      leader: new FakeLeaderLock(),
      clock: this.clock,
      scheduler,
      random: this.random,
      ids: this.book.ids,
      logger: SILENT,
      isEnrolled: () => true,
    }).start();
  }

  private crash(): void {
    this.life.isOver = true;
    this.live();
  }

  private commit(): void {
    const accept = this.book.write();
    const bytes = new TextEncoder().encode(accept.operationId);
    this.blobs.put(bytes);
    this.outbox.add(
      accept,
      this.book.write({ lineKey: this.shift, kind: 'collectFee' }),
      this.book.write({ lineKey: accept.lineKey, kind: 'requestSupplement' }),
      this.book.writeBlob(bytes, [accept.operationId]),
    );
  }
}

describe('the runner, killed again and again', () => {
  it('[CV1] [EN19] loses nothing, doubles nothing and keeps every line in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), async (seed) => {
        const counter = new CrashingCounter(seed);
        await counter.run(30);
        const ids: OperationId[] = [...counter.outbox.rows.keys()];
        expect(counter.outbox.idsIn('acknowledged')).toEqual(ids);
        const sent = [...counter.outbox.rows.values()].filter((row) => row.operation.kind !== 'storeBlob');
        const { applied, blobs } = counter.gateway.model;
        expect(applied.map((operation) => operation.operationId).sort()).toEqual(
          sent.map((row) => row.operation.operationId).sort(),
        );
        expect(new Set(blobs.keys())).toEqual(counter.blobs.confirmed);
        const lineEnds = new Map<string, number>();
        for (const { lineKey, sequence } of applied) {
          expect(sequence).toBe((lineEnds.get(lineKey) ?? 0) + 1);
          lineEnds.set(lineKey, sequence);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
