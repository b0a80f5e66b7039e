import { instantFromEpochMs, toLocalDate } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';

export const systemClock: Clock = {
  now: () => instantFromEpochMs(Date.now()),
  monotonic: () => performance.now(),
  today: () => toLocalDate(instantFromEpochMs(Date.now())),
};
