import type { PrintRow } from '#renderer/data/schema/rows.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** May still come out, as far as we know. One that is `done` or that failed is over. */
function isOpen({ state }: PrintRow): boolean {
  return state === 'started' || state === 'handedOver' || state === 'unknown';
}

/**
 * Takes back every earlier copy of a paper that still waits somewhere, so that it cannot come out beside the next one,
 * also when it was handed over before the program was started again. What cannot be taken back for certain counts as a
 * copy. While a spooler keeps a waiting copy and does not give it up, nothing more may be printed.
 * @param prints of one paper
 * @returns those that have changed
 */
export async function withdrawPrints(
  deps: Pick<WorkflowDeps, 'host' | 'clock'>,
  prints: readonly PrintRow[],
): Promise<Result<readonly PrintRow[], AppError<'earlierPrintWaiting'>>> {
  const open = prints.filter(isOpen);
  const settled = await Promise.all(open.map((print) => withdraw(deps, print)));
  if (settled.includes('waiting')) return err({ code: 'earlierPrintWaiting' });
  const rows = settled.filter((row) => row !== 'waiting');
  return ok(rows.filter((row, index) => row.state !== open[index]?.state));
}

async function withdraw(
  { host, clock }: Pick<WorkflowDeps, 'host' | 'clock'>,
  print: PrintRow,
): Promise<PrintRow | 'waiting'> {
  const state = print.jobId === null ? 'unknown' : await host.withdrawPrintJob(print.jobId);
  if (state === 'waiting') return 'waiting';
  const failureCode = state === 'cancelled' ? 'printCancelled' : state === 'failed' ? 'printerGaveUp' : null;
  return { ...print, state, failureCode, trouble: state === 'unknown' ? print.trouble : null, updatedAt: clock.now() };
}
