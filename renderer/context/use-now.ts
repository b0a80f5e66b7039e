import type { Instant } from '#shared/kernel/instant.ts';
import { useNowStream } from './app-context.tsx';
import { useObservable } from './use-observable.ts';

/** The official time, moving on by itself; good to a few seconds. */
export function useNow(): Instant {
  const { now$, now } = useNowStream();
  return useObservable(now$) ?? now();
}
