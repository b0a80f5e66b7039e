import { createHash, randomUUID } from 'node:crypto';
import { instantFromEpochMs, type Instant } from '#shared/kernel/instant.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Hasher, IdSource, Scheduler } from '#shared/kernel/ports.ts';

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

export const systemHasher: Hasher = {
  async sha256(input) {
    const bytes = input instanceof Uint8Array ? input : new Uint8Array(await input.arrayBuffer());
    return createHash('sha256').update(bytes).digest('hex') as Sha256;
  },
};
