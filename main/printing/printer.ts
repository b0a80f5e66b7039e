import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';

export interface InstalledPrinter {
  readonly printerId: string;
  /** As the machine's owner named it. */
  readonly name: string;
  readonly isDefault: boolean;
  readonly state: 'ready' | 'busy' | 'stopped' | 'unknown';
}

export interface PaperJob {
  readonly printerId: string;
  /** Shown in the spooler's list: a dossier code, never a name. */
  readonly title: string;
  readonly paperSize: 'A5' | 'A4';
  readonly copies: number;
  readonly pdf: Uint8Array;
}

export type PrintErrorCode = 'noPrinter' | 'printerUnavailable' | 'spoolerFailed' | 'diskFull';

/** A way to put papers on paper. */
export interface Printer {
  /** Never fails: a machine without a spooler has the printers that need none. */
  listPrinters(): Promise<readonly InstalledPrinter[]>;
  /**
   * Hands the paper to the spooler, whole and once. It resolves when the spooler has taken the job, not when paper came
   * out: a printer that goes off afterwards keeps the job waiting and prints it when it is back. The very same paper
   * asked for again while it is still on its way there is not handed over twice; the answer names the job it has.
   *
   * Errors: `noPrinter`, there is no such printer. `printerUnavailable`, the printer is known to be off, stopped or
   * refusing, so nothing was handed over (a waiting paper and a second press would give the citizen two receipts).
   * `spoolerFailed`, the spooler refused or did not answer in time. `diskFull`.
   */
  print(job: PaperJob): Promise<Result<{ readonly jobId: string }, AppError<PrintErrorCode>>>;
}
