import type { HostBridge } from '#renderer/host/host-bridge.ts';
import { createElectronScanRun } from './electron-scan-run.ts';
import { createElectronJournal } from './electron-journal.ts';
import type { Bridge } from '#shared/ipc/index.ts';

/** What preload put on the window. */
declare global {
  interface Window {
    readonly qmc: Bridge;
  }
}

/**
 * The host behind Electron's preload. Main answers with values; a call that rejects means that main refused it or is
 * gone, and becomes the failure that the officer can act on.
 */
export function createElectronHost(bridge: Bridge = window.qmc): HostBridge {
  return {
    capabilities: { silentPrint: true, keepsDocuments: true, scanning: true },
    journal: createElectronJournal(bridge),
    config: () => bridge['app.config'](null),
    listPrinters: () => bridge['printing.listPrinters'](null).catch(() => []),
    print: (job) =>
      bridge['printing.print'](job).catch(() => ({ ok: false as const, error: { code: 'spoolerFailed' as const } })),
    listScanners: () => bridge['scanning.listScanners'](null).catch(() => []),
    scan: (settings) => createElectronScanRun(bridge, settings),
    keepDocument: (fileName, pdf) => bridge['documents.keep']({ fileName, pdf }).catch(() => notWritable),
    saveDocumentAs: (suggestedName, pdf) => bridge['documents.saveAs']({ suggestedName, pdf }).catch(() => notWritable),
    freeBytes: () => bridge['storage.freeBytes'](null).catch(() => undefined),
    log: (level, event, fields) => {
      // A log that cannot be written must not disturb the work it describes.
      bridge['log.write']({ level, event, fields: { ...fields } }).catch(() => undefined);
    },
  };
}

const notWritable: { ok: false; error: { code: 'notWritable' } } = { ok: false, error: { code: 'notWritable' } };
