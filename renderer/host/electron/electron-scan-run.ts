import type { HostScanRun } from '#renderer/host/host-bridge.ts';
import type { Bridge, ScanSettings, ScanStep } from '#shared/ipc/index.ts';

/** A run behind the bridge. A call that rejects means that main refused it or is gone: the run has ended there. */
export function createElectronScanRun(bridge: Bridge, settings: ScanSettings): HostScanRun {
  const begun = bridge['scanning.acquire'](settings).catch(() => undefined);
  let nextPage = settings.firstPage;
  const broken = (): ScanStep => ({ kind: 'ended', outcome: 'ioError', nextPage });
  return {
    async next() {
      const session = await begun;
      if (session === undefined) return broken();
      const step = await bridge['scanning.nextPage'](session).catch(broken);
      if (step.kind === 'page') nextPage = step.pageNumber + 1;
      return step;
    },
    async cancel() {
      const session = await begun;
      // Refused or gone: there is nothing left to stop.
      if (session !== undefined) await bridge['scanning.cancel'](session).catch(() => null);
    },
  };
}
