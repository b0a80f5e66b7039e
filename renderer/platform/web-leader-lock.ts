import type { LeaderLock } from '#sync/ports/leader-lock.ts';

/** A Web Lock: held by one window of the origin, passed on by the browser when that window goes away. */
export function createWebLeaderLock(name: string): LeaderLock {
  return {
    contend(onGained, onLost) {
      const waiting = new AbortController();
      let release: (() => void) | undefined;
      navigator.locks
        .request(name, { signal: waiting.signal }, () => {
          onGained();
          return new Promise<void>((resolve) => {
            release = resolve;
          });
        })
        .catch((cause: unknown) => {
          // Aborting a wait is how we leave; anything else means the lock was taken away.
          if (!waiting.signal.aborted) onLost();
          else if (!(cause instanceof DOMException)) throw cause;
        });
      return () => {
        waiting.abort();
        release?.();
      };
    },
  };
}
