import type { Journal } from '#shared/journal-format/journal.ts';
import type {
  FolderState,
  HostConfig,
  OutputOf,
  PrinterInfo,
  PrintJob,
  PrintJobReport,
  PrintJobState,
  PrintOutcome,
  ScannerInfo,
  ScanSettings,
  ScanStep,
} from '#shared/ipc/index.ts';

/** What this host can do; screens ask this and never which host it is. */
export interface HostCapabilities {
  /** Papers go to a chosen printer without a dialog. */
  readonly silentPrint: boolean;
  /** Issued papers are kept as files by the host. */
  readonly keepsDocuments: boolean;
  /** Scanners can be driven from here. */
  readonly scanning: boolean;
  /** A folder of the machine can be watched for what a device scans into it. */
  readonly watchedFolder: boolean;
  /** Papers can be signed for the agency; see `DocumentSigner`. */
  readonly signing: boolean;
}

/** The folder that a device scans into. What each answer means is in `main/scanning/watched-folder.ts`. */
export interface HostFolder {
  /** The state once it is another than the `known` one, at once for 0; `undefined` where there is nobody to ask. */
  state(known: number): Promise<FolderState | undefined>;
  choose(): Promise<OutputOf<'scanning.chooseFolder'>>;
  leave(): Promise<OutputOf<'scanning.leaveFolder'>>;
  read(fileId: string): Promise<OutputOf<'scanning.readFolderFile'>>;
  putAway(fileId: string): Promise<OutputOf<'scanning.putFolderFileAway'>>;
}

/** One run of a scanner: its pages one after another, then, once and for all, how it ended. Nothing here rejects. */
export interface HostScanRun {
  next(): Promise<ScanStep>;
  /** Stops the device; pages that are already out can still be taken. */
  cancel(): Promise<void>;
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
  /** What has become of jobs that were handed over before, also by an earlier run. Never rejects. */
  findPrintJobs(jobIds: readonly string[]): Promise<readonly PrintJobReport[]>;
  /** Takes a waiting job back; what each answer means is in `main/printing/printer.ts`. Never rejects. */
  withdrawPrintJob(jobId: string): Promise<PrintJobState>;
  /** Empty where the host cannot scan. May take seconds. */
  listScanners(): Promise<readonly ScannerInfo[]>;
  /** Starts a scanner; one run at a time. What goes wrong is how the run ends. */
  scan(settings: ScanSettings): HostScanRun;
  readonly folder: HostFolder;
  /** Opens the citizen's screen, or brings the one that is open to the front; false when the host will not open it. */
  openCitizenScreen(): Promise<boolean>;
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
