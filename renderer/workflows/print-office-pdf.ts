import type { PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/**
 * Prints a paper of the office: drawn from the data whenever it is asked for, so its copies are not counted and nothing
 * is kept of it (ADR 0029).
 * @param title name of the job: letters, digits, `-` and `.`; no personal data
 */
export async function printOfficePdf(
  deps: Pick<WorkflowDeps, 'database' | 'host' | 'logger'>,
  paperClass: Exclude<PaperClass, 'thermal'>,
  paperSize: 'A5' | 'A4',
  title: string,
  bytes: Uint8Array,
): Promise<Result<{ readonly printerName: string }, AppError>> {
  try {
    const printer = await choosePrinter(deps, paperClass);
    if (!printer.ok) return printer;
    const { printerId, name } = printer.value;
    const content = { kind: 'pdf', paperSize, bytes } as const;
    const outcome = await deps.host.print({ printerId, title, copies: 1, content });
    return outcome.ok ? ok({ printerName: name }) : err({ code: outcome.error.code });
  } catch (cause) {
    // A host with a defect: nothing is lost, the paper can be asked for again.
    deps.logger.error('officePaper.notPrinted', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'spoolerFailed' });
  }
}
