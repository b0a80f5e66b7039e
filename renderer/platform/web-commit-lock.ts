import type { CommitLock } from '#sync/ports/commit-lock.ts';

/** A Web Lock; a window that goes away in the middle of its work gives it back by itself. */
export function createWebCommitLock(name: string): CommitLock {
  return {
    run: (work) => navigator.locks.request(name, work),
  };
}
