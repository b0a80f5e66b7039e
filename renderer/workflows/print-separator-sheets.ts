import { separatorSheetsOf } from '#shared/domain/separator-sheet.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { printOfficePdf } from './print-office-pdf.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** Prints a separator sheet for each component of the procedure; answers with how many sheets were printed. */
export async function printSeparatorSheets(
  deps: WorkflowDeps,
  procedure: Procedure,
): Promise<Result<number, AppError>> {
  const sheets = separatorSheetsOf(procedure);
  try {
    const paper = await deps.papers.renderSeparatorSheets(sheets, deps.clock.now());
    const printed = await printOfficePdf(deps, 'report', 'A4', `to-ngan-${procedure.procedureCode}`, paper.bytes);
    return printed.ok ? ok(sheets.length) : printed;
  } catch (cause) {
    // A worker that died: nothing is lost, the sheets can be asked for again.
    deps.logger.error('separators.notDrawn', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'paperNotDrawn' });
  }
}
