import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { drawPdf, PAPERS } from '#renderer/workflows/draw-paper.ts';
import { printOfficePdf } from '#renderer/workflows/print-office-pdf.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { buildDailySummary } from '#shared/domain/money/build-daily-summary.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, type Result } from '#shared/kernel/result.ts';

/** The province cannot be asked now; any other failure of the gateway says by itself what stands in the way. */
const NO_WAY: readonly string[] = ['unreachable', 'timedOut'];

/**
 * Prints the bảng tổng hợp 01/TH-BLĐT of one day (NĐ 254/2026/NĐ-CP Đ29.3b) as the province has it at this moment: the
 * receipts of the whole agency are known there alone, so nothing is printed without it, and nothing of an empty day.
 */
export async function printDailySummary(
  deps: WorkflowDeps,
  { officer }: Session,
  on: LocalDate,
): Promise<Result<{ readonly printerName: string }, AppError>> {
  const [catalogue, answer] = await Promise.all([findOfficeData(deps.database), deps.fetchDailyFeeReceipts(on)]);
  if (catalogue === undefined) return err({ code: 'notEnrolled' });
  if (!answer.ok) return NO_WAY.includes(answer.error.code) ? err({ code: 'dailySummaryNeedsProvince' }) : answer;
  const { rows, collectingBody } = answer.value;
  if (rows.length === 0) return err({ code: 'noReceiptsOnDay' });
  if (collectingBody === null) return err({ code: 'officialReceiptsOff' });
  const { office } = catalogue;
  const content = buildDailySummary({ on, rows, collectingBody, office, officer, now: deps.clock.now() });
  const pdf = await drawPdf(deps, content, 1);
  if (!pdf.ok) return pdf;
  const { paperClass, paperSize } = PAPERS[content.kind];
  return printOfficePdf(deps, paperClass, paperSize, `bang-tong-hop-bien-lai-${on}`, pdf.value);
}
