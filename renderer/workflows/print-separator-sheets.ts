import { separatorSheetsOf } from '#shared/domain/separator-sheet.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** Prints a separator sheet for each component of the procedure; answers with how many sheets were printed. */
export async function printSeparatorSheets(
  deps: WorkflowDeps,
  procedure: Procedure,
): Promise<Result<number, AppError>> {
  const sheets = separatorSheetsOf(procedure);
  try {
    const paper = await deps.papers.renderSeparatorSheets(sheets, deps.clock.now());
    const printer = await choosePrinter(deps, 'report');
    if (!printer.ok) return printer;
    const outcome = await deps.host.print({
      ...{ printerId: printer.value.printerId, title: `to-ngan-${procedure.procedureCode}`, copies: 1 },
      content: { kind: 'pdf', paperSize: 'A4', bytes: paper.bytes },
    });
    return outcome.ok ? ok(sheets.length) : err({ code: outcome.error.code });
  } catch (cause) {
    // A worker that died or a host with a defect: nothing is lost, the sheets can be asked for again.
    deps.logger.error('separators.notPrinted', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'paperNotDrawn' });
  }
}
