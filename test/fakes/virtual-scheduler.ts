import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
import type { FakeClock } from './fake-clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly work: () => void;
}

/** Timers in virtual time: nothing runs until the test lets time pass, and then days take milliseconds. */
export class VirtualScheduler implements Scheduler {
  private readonly clock: FakeClock;
  private readonly timers = new Set<Timer>();
  private order = 0;

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  after(delayMs: number, work: () => void): Cancel {
    this.order += 1;
    const timer: Timer = { dueMs: this.clock.monotonic() + Math.max(0, delayMs), order: this.order, work };
    this.timers.add(timer);
    return () => {
      this.timers.delete(timer);
    };
  }

  /** Timers that are set and have not run. */
  get pending(): number {
    return this.timers.size;
  }

  /** Lets `ms` pass: every timer runs at its time, and what it set going has settled before the next one runs. */
  async advance(ms: number): Promise<void> {
    const endMs = this.clock.monotonic() + ms;
    await settled();
    for (let next = this.nextDue(endMs); next !== undefined; next = this.nextDue(endMs)) {
      this.timers.delete(next);
      this.clock.advance(Math.max(0, next.dueMs - this.clock.monotonic()));
      next.work();
      await settled();
    }
    this.clock.advance(endMs - this.clock.monotonic());
  }

  private nextDue(endMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs > endMs) continue;
      if (first === undefined || timer.dueMs < first.dueMs) first = timer;
      else if (timer.dueMs === first.dueMs && timer.order < first.order) first = timer;
    }
    return first;
  }
}

/** Resolves when every promise that can go on without time passing has done so. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
