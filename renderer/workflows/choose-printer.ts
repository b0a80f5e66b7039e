import { getSettings, type PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type ListedPrinter = Awaited<ReturnType<HostBridge['listPrinters']>>[number];

/**
 * The printer for a kind of paper: the chosen one, or else the machine's default. A printer that was chosen and has gone
 * is not replaced by another, and none is picked where there is no default: papers carry personal data. A thermal roll takes only what was chosen for it: the default
 * printer would print its commands as text.
 */
export async function choosePrinter(
  deps: Pick<WorkflowDeps, 'database' | 'host'>,
  paperClass: PaperClass,
): Promise<Result<ListedPrinter, AppError<'noPrinter' | 'printerUnavailable'>>> {
  const [{ printerByPaper }, printers] = await Promise.all([getSettings(deps.database), deps.host.listPrinters()]);
  const chosenId = printerByPaper[paperClass];
  if (chosenId !== null) {
    const chosen = printers.find((printer) => printer.printerId === chosenId);
    return chosen === undefined ? err({ code: 'printerUnavailable' }) : ok(chosen);
  }
  if (paperClass === 'thermal') return err({ code: 'noPrinter' });
  const printer = printers.find((candidate) => candidate.isDefault);
  return printer === undefined ? err({ code: 'noPrinter' }) : ok(printer);
}
