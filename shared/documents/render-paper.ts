import type { PaperContent } from '#shared/domain/papers/paper-content.ts';
import { assertNever } from '#shared/kernel/assert-never.ts';
import type { PaperLanguage } from './forms/form-style.ts';
import type { LaidOutPaper, PaperPart, PrintMarks } from './forms/paper-marks.ts';
import { paintPdf } from './layout/paint-pdf.ts';
import { PaperType, type PaperFonts } from './layout/paper-type.ts';
import { layOutApologyExtensionNotice } from './papers/apology-extension-notice.ts';
import { layOutDailyFeeReceiptSummary } from './papers/daily-fee-receipt-summary.ts';
import { layOutDiscontinuationNotice } from './papers/discontinuation-notice.ts';
import { layOutDossierRegister } from './papers/dossier-register.ts';
import { layOutEvaluationSlip } from './papers/evaluation-slip.ts';
import { layOutFeeReceipt } from './papers/fee-receipt.ts';
import { layOutIntakeReceipt } from './papers/intake-receipt.ts';
import { layOutMultiDossierReceipt } from './papers/multi-dossier-receipt.ts';
import { layOutProcessingControlSheet } from './papers/processing-control-sheet.ts';
import { layOutProvisionalFeeSlip } from './papers/provisional-fee-slip.ts';
import { layOutRefusalNotice } from './papers/refusal-notice.ts';
import { layOutResultHandoverSlip } from './papers/result-handover-slip.ts';
import { layOutShiftReport } from './papers/shift-report.ts';
import { layOutSupplementRequest } from './papers/supplement-request.ts';
import { layOutThermalSlip } from './papers/thermal-slip.ts';
import type { RenderedPaper } from './rendered-paper.ts';

export interface PaperOptions {
  /** Which print this is, from 1: the first is the original, the second says `BẢN IN LẠI LẦN 1`. */
  readonly copyNumber: number;
  /** Liên; the applicant's when left out. */
  readonly part?: PaperPart;
  /** `viEn`: English under the labels, on the papers that have it (intake receipt, provisional fee slip). */
  readonly language?: PaperLanguage;
}

/**
 * Any paper as a PDF. The same content, fonts and options always give the same bytes; the dates in the file are those of
 * the content.
 * @throws RangeError when `copyNumber` is not a whole number from 1
 * @throws Error when a QR payload is longer than a symbol holds (2,331 bytes)
 */
export async function renderPaper(
  content: PaperContent,
  fonts: PaperFonts,
  options: PaperOptions,
): Promise<RenderedPaper> {
  const type = new PaperType(fonts);
  const { pages, size, title, issuedAt } = layOutPaper(type, content, options);
  const bytes = await paintPdf(pages, type, size, { title, issuedAt });
  return { bytes, pageCount: pages.length, missingGlyphs: type.missingGlyphs };
}

/** Marks with nothing left open. @throws RangeError when `copyNumber` is not a whole number from 1 */
export function toPrintMarks({ copyNumber, part = 'applicant', language = 'vi' }: PaperOptions): PrintMarks {
  if (!Number.isSafeInteger(copyNumber) || copyNumber < 1) throw new RangeError('copyNumber counts from 1');
  return { copyNumber, part, language };
}

/** Any paper before it is painted. @throws as {@link renderPaper} */
export function layOutPaper(type: PaperType, content: PaperContent, options: PaperOptions): LaidOutPaper {
  const marks = toPrintMarks(options);
  switch (content.kind) {
    case 'intakeReceipt':
      return layOutIntakeReceipt(type, content, marks);
    case 'multiDossierReceipt':
      return layOutMultiDossierReceipt(type, content, marks);
    case 'supplementRequest':
      return layOutSupplementRequest(type, content, marks);
    case 'refusalNotice':
      return layOutRefusalNotice(type, content, marks);
    case 'apologyExtensionNotice':
      return layOutApologyExtensionNotice(type, content, marks);
    case 'discontinuationNotice':
      return layOutDiscontinuationNotice(type, content, marks);
    case 'processingControlSheet':
      return layOutProcessingControlSheet(type, content, marks);
    case 'dossierRegister':
      return layOutDossierRegister(type, content, marks);
    case 'resultHandoverSlip':
      return layOutResultHandoverSlip(type, content, marks);
    case 'provisionalFeeSlip':
      return layOutProvisionalFeeSlip(type, content, marks);
    case 'feeReceipt':
      return layOutFeeReceipt(type, content, marks);
    case 'evaluationSlip':
      return layOutEvaluationSlip(type, content, marks);
    case 'shiftReport':
      return layOutShiftReport(type, content, marks);
    case 'dailyFeeReceiptSummary':
      return layOutDailyFeeReceiptSummary(type, content, marks);
    case 'thermalSlip':
      return layOutThermalSlip(type, content, marks);
    default:
      return assertNever(content);
  }
}
