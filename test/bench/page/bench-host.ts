import { createElectronHost } from '#renderer/host/electron/electron-host.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';

/** The real host with a printer and a paper folder that answer at once. */
export function createBenchHost(): HostBridge {
  return {
    ...createElectronHost(),
    listPrinters: () =>
      Promise.resolve([{ printerId: 'bench', name: 'bench', isDefault: true, state: 'ready', trouble: null }]),
    print: () => Promise.resolve({ ok: true, value: { jobId: 'bench' } }),
    findPrintJobs: () => Promise.resolve([]),
    keepDocument: (fileName) => Promise.resolve({ ok: true, value: { fileName } }),
  };
}
