const WINDOW_MS = 60_000;
const MAX_RELOADS = 3;

/**
 * Decides whether a page that crashed is loaded again. Three crashes within a minute mean that loading is itself the
 * cause: then the window is left alone and the officer is told.
 * @returns a function fed the moment of each crash in epoch milliseconds
 */
export function createCrashGuard(): (nowMs: number) => 'reload' | 'giveUp' {
  let recent: readonly number[] = [];
  return (nowMs) => {
    recent = [...recent.filter((at) => nowMs - at < WINDOW_MS), nowMs];
    return recent.length > MAX_RELOADS ? 'giveUp' : 'reload';
  };
}
