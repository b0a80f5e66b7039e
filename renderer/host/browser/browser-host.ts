import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { Journal } from '#shared/journal-format/journal.ts';
import { CITIZEN_PATH } from '#shared/kernel/citizen-path.ts';
import { createDownload, type Download } from './download.ts';
import { takeEnrolmentCode, type AddressBar } from './enrolment-fragment.ts';
import { createOpfsJournal } from './opfs-journal.ts';
import { createPrintDialog, type ShowPrintDialog } from './print-dialog.ts';

/** What the browser host uses of the page; replaced in tests. */
export interface BrowserPage {
  /** Origin of the page, which is the gateway that served it. */
  readonly origin: string;
  readonly addressBar: AddressBar;
  readonly showPrintDialog: ShowPrintDialog;
  readonly download: Download;
  readonly appVersion: string;
  readonly journal: Journal;
  /** Opens a window of ours, or uses the one of that name; false when the browser will not. */
  readonly openWindow: (path: string, name: string) => boolean;
}

export const BROWSER_PRINTER_ID = 'browser';
const CITIZEN_WINDOW = 'quay-mot-cua-citizen';
const STATION_NAME = 'Quầy trình duyệt';

/** The browser's dialog as the one printer. A browser does not tell what becomes of a paper. */
function createDialogPrinter(
  page: Pick<BrowserPage, 'showPrintDialog'>,
): Pick<HostBridge, 'listPrinters' | 'print' | 'findPrintJobs' | 'withdrawPrintJob'> {
  return {
    listPrinters: () =>
      Promise.resolve([
        {
          printerId: BROWSER_PRINTER_ID,
          name: 'Hộp thoại in của trình duyệt',
          isDefault: true,
          state: 'ready',
          trouble: null,
        },
      ]),
    async print(job) {
      if (job.printerId !== BROWSER_PRINTER_ID) return { ok: false, error: { code: 'noPrinter' } };
      if (job.content.kind !== 'pdf') return { ok: false, error: { code: 'contentNotSupported' } };
      try {
        await page.showPrintDialog(job.content.bytes);
      } catch {
        return { ok: false, error: { code: 'spoolerFailed' } };
      }
      return { ok: true, value: { jobId: null } };
    },
    findPrintJobs: (jobIds) => Promise.resolve(jobIds.map((jobId) => ({ jobId, state: 'unknown', trouble: null }))),
    withdrawPrintJob: () => Promise.resolve('unknown'),
  };
}

/** No browser can drive a scanner; papers come in by camera or as files. */
const NO_SCANNER: Pick<HostBridge, 'listScanners' | 'scan' | 'folder'> = {
  listScanners: () => Promise.resolve([]),
  scan: ({ firstPage }) => ({
    next: () => Promise.resolve({ kind: 'ended', outcome: 'notSupported', nextPage: firstPage }),
    cancel: () => Promise.resolve(),
  }),
  folder: {
    state: () => Promise.resolve(undefined),
    choose: () => Promise.resolve({ ok: false, error: { code: 'unusable' } }),
    leave: () => Promise.resolve({ ok: true, value: null }),
    read: () => Promise.resolve({ ok: false, error: { code: 'fileGone' } }),
    putAway: () => Promise.resolve({ ok: false, error: { code: 'fileGone' } }),
  },
};

/**
 * The host of a plain browser. It prints through the browser's dialog, so nobody can tell whether paper came out, and
 * it logs nowhere: there is no place on the machine that would be this app's own.
 */
export function createBrowserHost(page: BrowserPage = currentPage()): HostBridge {
  const enrolmentCode = takeEnrolmentCode(page.addressBar);
  return {
    capabilities: { silentPrint: false, keepsDocuments: false, scanning: false, watchedFolder: false, signing: false },
    journal: page.journal,
    config: () =>
      Promise.resolve({
        gatewayUrl: page.origin,
        appVersion: page.appVersion,
        enrolmentCode,
        stationName: STATION_NAME,
      }),
    ...createDialogPrinter(page),
    ...NO_SCANNER,
    openCitizenScreen: () => Promise.resolve(page.openWindow(CITIZEN_PATH, CITIZEN_WINDOW)),
    keepDocument: () => Promise.resolve({ ok: false, error: { code: 'notWritable' } }),
    saveDocumentAs(suggestedName, pdf) {
      page.download(suggestedName, pdf);
      return Promise.resolve({ ok: true, value: null });
    },
    freeBytes: () => Promise.resolve(undefined),
    log: () => undefined,
  };
}

function currentPage(): BrowserPage {
  return {
    origin: location.origin,
    addressBar: {
      hash: location.hash,
      clearHash: () => {
        history.replaceState(history.state, '', location.pathname + location.search);
      },
    },
    showPrintDialog: createPrintDialog(document),
    download: createDownload(document),
    appVersion: __APP_VERSION__,
    journal: createOpfsJournal(),
    openWindow: (path, name) => {
      const opened = window.open(path, name);
      opened?.focus();
      return opened !== null;
    },
  };
}
