import { getSettings } from '#renderer/data/repositories/settings-repository.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** A printer that was chosen and has gone is not replaced by another: papers carry personal data. */
export async function choosePrinter(
  deps: WorkflowDeps,
): Promise<Result<string, AppError<'noPrinter' | 'printerUnavailable'>>> {
  const [{ receiptPrinterId }, printers] = await Promise.all([getSettings(deps.database), deps.host.listPrinters()]);
  if (receiptPrinterId !== null) {
    const isThere = printers.some((printer) => printer.printerId === receiptPrinterId);
    return isThere ? ok(receiptPrinterId) : err({ code: 'printerUnavailable' });
  }
  const printer = printers.find((candidate) => candidate.isDefault) ?? printers[0];
  return printer === undefined ? err({ code: 'noPrinter' }) : ok(printer.printerId);
}
