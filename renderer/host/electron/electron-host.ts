import type { HostBridge, HostFolder } from '#renderer/host/host-bridge.ts';
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
    capabilities: { silentPrint: true, keepsDocuments: true, scanning: true, watchedFolder: true, signing: false },
    journal: createElectronJournal(bridge),
    config: () => bridge['app.config'](null),
    listPrinters: () => bridge['printing.listPrinters'](null).catch(() => []),
    print: (job) =>
      bridge['printing.print'](job).catch(() => ({ ok: false as const, error: { code: 'spoolerFailed' as const } })),
    findPrintJobs: (jobIds) => bridge['printing.findJobs']([...jobIds]).catch(() => []),
    withdrawPrintJob: (jobId) => bridge['printing.withdraw'](jobId).catch(() => 'unknown'),
    listScanners: () => bridge['scanning.listScanners'](null).catch(() => []),
    scan: (settings) => createElectronScanRun(bridge, settings),
    folder: createElectronFolder(bridge),
    openCitizenScreen: () =>
      bridge['windows.openCitizenScreen'](null).then(
        () => true,
        () => false,
      ),
    keepDocument: (fileName, pdf) => bridge['documents.keep']({ fileName, pdf }).catch(() => notWritable),
    saveDocumentAs: (suggestedName, pdf) => bridge['documents.saveAs']({ suggestedName, pdf }).catch(() => notWritable),
    freeBytes: () => bridge['storage.freeBytes'](null).catch(() => undefined),
    log: (level, event, fields) => {
      // A log that cannot be written must not disturb the work it describes.
      bridge['log.write']({ level, event, fields: { ...fields } }).catch(() => undefined);
    },
  };
}

function createElectronFolder(bridge: Bridge): HostFolder {
  return {
    state: (known) => bridge['scanning.folder']({ known }).catch(() => undefined),
    choose: () => bridge['scanning.chooseFolder'](null).catch(() => notWritable),
    leave: () => bridge['scanning.leaveFolder'](null).catch(() => notWritable),
    read: (fileId) =>
      bridge['scanning.readFolderFile']({ fileId }).catch(() => ({ ok: false, error: { code: 'fileGone' } })),
    putAway: (fileId) => bridge['scanning.putFolderFileAway']({ fileId }).catch(() => notWritable),
  };
}

const notWritable: { ok: false; error: { code: 'notWritable' } } = { ok: false, error: { code: 'notWritable' } };
