import type { PrinterTrouble } from '#shared/kernel/printer-trouble.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';

export interface InstalledPrinter {
  readonly printerId: string;
  /** As the machine's owner named it. */
  readonly name: string;
  readonly isDefault: boolean;
  /** `stopped`: switched off, paused or refusing; nothing is handed to it. */
  readonly state: 'ready' | 'busy' | 'stopped' | 'unknown';
  /** What somebody has to do something about. Of a printer at rest it may be what the last paper met. */
  readonly trouble: PrinterTrouble | null;
}

export interface PaperJob {
  readonly printerId: string;
  /** Shown in the spooler's list: a dossier code, never a name. */
  readonly title: string;
  readonly copies: number;
  readonly content: JobContent;
}

/** `escpos`: bytes for a thermal printer, which reach it as they are. */
export type JobContent =
  | { readonly kind: 'pdf'; readonly paperSize: 'A5' | 'A4'; readonly bytes: Uint8Array }
  | { readonly kind: 'escpos'; readonly bytes: Uint8Array };

export type PrintErrorCode = 'noPrinter' | 'printerUnavailable' | 'spoolerFailed' | 'diskFull' | 'contentNotSupported';

/**
 * `waiting`: it may still come out. `done`: it came out, as far as the printer says. `cancelled`: it was withdrawn, and
 * nothing came out. `failed`: the printer or the spooler gave it up. `unknown`: nobody can tell any more.
 */
export type JobState = 'waiting' | 'done' | 'cancelled' | 'failed' | 'unknown';

export interface JobReport {
  readonly jobId: string;
  readonly state: JobState;
  /** Of a job that waits: what its printer is waiting for. Of one that is `unknown`: what raises the doubt. */
  readonly trouble: PrinterTrouble | null;
}

/** A way to put papers on paper. */
export interface Printer {
  /** Never fails: a machine without a spooler has the printers that need none. */
  listPrinters(): Promise<readonly InstalledPrinter[]>;
  /**
   * Hands the paper to the spooler, whole and once. It resolves when the spooler has taken the job, not when paper came
   * out: a printer that goes off afterwards keeps the job waiting and prints it when it is back. `jobId` is `null` where
   * the spooler does not name its jobs: then nobody can follow it.
   *
   * Errors: `noPrinter`, there is no such printer. `printerUnavailable`, the printer is known to be off, stopped or
   * refusing, so nothing was handed over. `spoolerFailed`, the spooler refused or did not answer in time. `diskFull`.
   * `contentNotSupported`, this way to print takes no such content.
   */
  print(job: PaperJob): Promise<Result<{ readonly jobId: string | null }, AppError<PrintErrorCode>>>;
  /** What has become of jobs that were handed over, by whichever run of the program. Never fails. */
  findJobs(jobIds: readonly string[]): Promise<readonly JobReport[]>;
  /**
   * Takes a waiting job back. The answer is what has become of it: `cancelled` only when it is certain that nothing came
   * out nor will; `waiting` when the spooler does not give it up; `unknown` when the printer may have had it already.
   */
  withdraw(jobId: string): Promise<JobState>;
}
