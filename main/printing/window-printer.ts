import { err, ok } from '#shared/kernel/result.ts';
import type { Printer } from './printer.ts';

/** The system's printers as Electron reaches them. */
export interface PaperWindows {
  listPrinters(): Promise<readonly { readonly name: string; readonly displayName: string }[]>;
  /** Opens a window that nobody sees, for one paper. */
  open(): PaperWindow;
}

export interface PaperWindow {
  /** @returns whether every page of the paper is there: printed too early, the pages come out blank */
  load(bytes: Uint8Array): Promise<boolean>;
  /** @returns the reason of a failure; `null` when the system's spooler has taken the paper */
  print(order: PrintOrder): Promise<string | null>;
  close(): void;
}

export interface PrintOrder {
  readonly deviceName: string;
  readonly copies: number;
  readonly pageSize: 'A5' | 'A4';
}

/**
 * Printers of a system without CUPS' programs, which is Windows: a PDF is shown in a hidden window and printed silently
 * from there. The system says neither how its printers are nor what becomes of a paper, so nothing is claimed: the state
 * is `unknown`, jobs have no name, and a copy that was handed over counts. It takes no bytes for thermal printers.
 */
export function createWindowPrinter(windows: PaperWindows): Printer {
  return {
    async listPrinters() {
      const printers = await windows.listPrinters();
      return printers.map(({ name, displayName }) => ({
        ...{ printerId: name, name: displayName === '' ? name : displayName },
        ...{ isDefault: false, state: 'unknown', trouble: null },
      }));
    },
    async print({ printerId, copies, content }) {
      if (content.kind !== 'pdf') return err({ code: 'contentNotSupported' });
      const printers = await windows.listPrinters();
      // A name that is not known would make the system take another printer, or ask.
      if (printers.every(({ name }) => name !== printerId)) return err({ code: 'noPrinter' });
      const window = windows.open();
      try {
        if (!(await window.load(content.bytes))) return err({ code: 'spoolerFailed' });
        const failure = await window.print({ deviceName: printerId, copies, pageSize: content.paperSize });
        return failure === null ? ok({ jobId: null }) : err({ code: 'spoolerFailed' });
      } finally {
        window.close();
      }
    },
    findJobs: (jobIds) => Promise.resolve(jobIds.map((jobId) => ({ jobId, state: 'unknown', trouble: null }))),
    withdraw: () => Promise.resolve('unknown'),
  };
}
