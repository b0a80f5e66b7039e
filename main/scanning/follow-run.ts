import type { ScanFailureCode, ScanRun } from './scanner.ts';

/** The run that is still being prepared: it can be cancelled before the device has moved. */
export function followRun(
  firstPage: number,
  begin: (isWanted: () => boolean) => Promise<ScanRun | ScanFailureCode>,
): ScanRun {
  let isWanted = true;
  const begun = begin(() => isWanted);
  return {
    async next() {
      const run = await begun;
      return typeof run === 'string' ? { kind: 'ended', outcome: run, nextPage: firstPage } : run.next();
    },
    async cancel() {
      isWanted = false;
      const run = await begun;
      if (typeof run !== 'string') await run.cancel();
    },
  };
}
