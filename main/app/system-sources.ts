import { randomUUID } from 'node:crypto';
import { instantFromEpochMs, type Instant } from '#shared/kernel/instant.ts';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';

/** The machine's clock, for log lines. */
export const systemNow = { now: (): Instant => instantFromEpochMs(Date.now()) };

export const systemIds: IdSource = { next: <Id extends string>() => randomUUID() as string as Id };

export const systemScheduler: Scheduler = {
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
