import { err, ok } from '#shared/kernel/result.ts';
import type {
  HostConfig,
  OutputOf,
  PrinterInfo,
  PrintJob,
  PrintJobReport,
  PrintJobState,
  PrintOutcome,
  ScannerInfo,
  ScanSettings,
} from '#shared/ipc/index.ts';
import { FakeFolder } from './fake-folder.ts';
import type { FakePrinter } from './fake-printer.ts';
import { FakeScanner } from './fake-scanner.ts';
import { MemoryJournal } from './memory-journal.ts';
import type { HostBridge, HostCapabilities, HostScanRun } from '#renderer/host/host-bridge.ts';

type PrintErrorCode = Extract<PrintOutcome, { readonly ok: false }>['error']['code'];
type SaveErrorCode = Extract<OutputOf<'documents.keep'>, { readonly ok: false }>['error']['code'];

/** A machine with one printer and a roomy disk. Everything it was given can be read; what fails is set by the test. */
export class FakeHost implements HostBridge {
  capabilities: HostCapabilities = {
    silentPrint: true,
    keepsDocuments: true,
    scanning: true,
    watchedFolder: true,
    signing: false,
  };
  readonly scanner = new FakeScanner();
  readonly folder = new FakeFolder();
  readonly journal = new MemoryJournal();
  printers: readonly PrinterInfo[] = [
    { printerId: 'a5', name: 'Máy in A5', isDefault: true, state: 'ready', trouble: null },
  ];
  /** `undefined`: a host that cannot know. */
  free: number | undefined = 100 * 1024 ** 3;
  printFailure: PrintErrorCode | undefined;
  keepFailure: SaveErrorCode | undefined;
  saveFailure: SaveErrorCode | undefined;
  /** Every call to a device rejects while true: a defect of the host, not an expected failure. */
  isBroken = false;
  canOpenWindows = true;
  readonly printed: PrintJob[] = [];
  /** What becomes of a job that is withdrawn. */
  withdrawal: PrintJobState = 'done';
  /** A spooler that stands for all of the above, where jobs have a life of their own. */
  printer: FakePrinter | undefined;
  readonly kept: { readonly fileName: string; readonly pdf: Uint8Array }[] = [];
  readonly saved: string[] = [];
  readonly logged: { readonly level: string; readonly event: string; readonly fields: object }[] = [];

  config(): Promise<HostConfig> {
    return Promise.resolve({
      gatewayUrl: 'http://127.0.0.1:1',
      appVersion: '0.0.0-test',
      enrolmentCode: null,
      stationName: 'Máy mẫu',
    });
  }

  async listPrinters(): Promise<readonly PrinterInfo[]> {
    await this.enter();
    return this.printer === undefined ? this.printers : this.printer.listPrinters();
  }

  async print(job: PrintJob): Promise<PrintOutcome> {
    await this.enter();
    if (this.printer !== undefined) return this.printer.print(job);
    if (this.printFailure !== undefined) return err({ code: this.printFailure });
    this.printed.push(job);
    return ok({ jobId: `job-${String(this.printed.length)}` });
  }

  async findPrintJobs(jobIds: readonly string[]): Promise<readonly PrintJobReport[]> {
    await this.enter();
    if (this.printer !== undefined) return this.printer.findJobs(jobIds);
    return jobIds.map((jobId) => ({ jobId, state: 'unknown', trouble: null }));
  }

  async withdrawPrintJob(jobId: string): Promise<PrintJobState> {
    await this.enter();
    return this.printer === undefined ? this.withdrawal : this.printer.withdraw(jobId);
  }

  async listScanners(): Promise<readonly ScannerInfo[]> {
    return this.scanner.listScanners();
  }

  scan(settings: ScanSettings): HostScanRun {
    return this.scanner.scan(settings);
  }

  async keepDocument(fileName: string, pdf: Uint8Array): Promise<OutputOf<'documents.keep'>> {
    await this.enter();
    if (this.keepFailure !== undefined) return err({ code: this.keepFailure });
    this.kept.push({ fileName, pdf });
    return ok({ fileName });
  }

  async saveDocumentAs(suggestedName: string): Promise<OutputOf<'documents.saveAs'>> {
    await this.enter();
    if (this.saveFailure !== undefined) return err({ code: this.saveFailure });
    this.saved.push(suggestedName);
    return ok(null);
  }

  openCitizenScreen(): Promise<boolean> {
    return Promise.resolve(this.canOpenWindows);
  }

  freeBytes(): Promise<number | undefined> {
    return Promise.resolve(this.free);
  }

  log(
    level: 'info' | 'warn' | 'error',
    event: string,
    fields: Readonly<Record<string, string | number | boolean>>,
  ): void {
    this.logged.push({ level, event, fields });
  }

  private async enter(): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the host does not answer');
  }
}
