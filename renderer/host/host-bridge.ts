import type { Journal } from '#shared/journal-format/journal.ts';
import type { HostConfig, OutputOf, PrinterInfo, PrintJob, PrintOutcome } from '#shared/ipc/index.ts';

/** What this host can do; screens ask this and never which host it is. */
export interface HostCapabilities {
  /** Papers go to a chosen printer without a dialog. */
  readonly silentPrint: boolean;
  /** Issued papers are kept as files by the host. */
  readonly keepsDocuments: boolean;
}

/** Devices and secrets of the machine, whatever the host (Electron or browser). Failures are values. */
export interface HostBridge {
  readonly capabilities: HostCapabilities;
  /** What was done at this machine, a second time outside IndexedDB. */
  readonly journal: Journal;
  config(): Promise<HostConfig>;
  listPrinters(): Promise<readonly PrinterInfo[]>;
  /** Resolves when the spooler has taken the job (or the browser's dialog was closed), not when paper came out. */
  print(job: PrintJob): Promise<PrintOutcome>;
  keepDocument(fileName: string, pdf: Uint8Array): Promise<OutputOf<'documents.keep'>>;
  saveDocumentAs(suggestedName: string, pdf: Uint8Array): Promise<OutputOf<'documents.saveAs'>>;
  /** `undefined` where the host cannot know (browser). */
  freeBytes(): Promise<number | undefined>;
  log(
    level: 'info' | 'warn' | 'error',
    event: string,
    fields: Readonly<Record<string, string | number | boolean>>,
  ): void;
}
