import type { IdSource } from '#shared/kernel/ports.ts';
import type { Scanner, ScanRun, ScanSettings, ScanStep } from './scanner.ts';

/** Runs by name, for a caller on the other side of a bridge. */
export interface ScanSessions {
  /** Starts a run. One that still runs is cancelled first: its caller is gone, or would not start another. */
  acquire(settings: ScanSettings): Promise<{ readonly sessionId: string }>;
  /** A session that is not the current one has ended: `cancelled`. */
  nextPage(sessionId: string): Promise<ScanStep>;
  cancel(sessionId: string): Promise<void>;
}

export function createScanSessions(scanner: Scanner, ids: IdSource): ScanSessions {
  let current: { readonly sessionId: string; readonly run: ScanRun } | undefined;
  const find = (sessionId: string): ScanRun | undefined => (current?.sessionId === sessionId ? current.run : undefined);
  return {
    async acquire(settings) {
      const earlier = current;
      current = undefined;
      if (earlier !== undefined) await endRun(earlier.run);
      const sessionId = ids.next();
      current = { sessionId, run: scanner.scan(settings) };
      return { sessionId };
    },
    nextPage: (sessionId) =>
      find(sessionId)?.next() ?? Promise.resolve({ kind: 'ended', outcome: 'cancelled', nextPage: 1 }),
    async cancel(sessionId) {
      await find(sessionId)?.cancel();
    },
  };
}

/** To the very end, so that nothing of its pages stays on the disk. */
async function endRun(run: ScanRun): Promise<void> {
  await run.cancel();
  while ((await run.next()).kind !== 'ended');
}
