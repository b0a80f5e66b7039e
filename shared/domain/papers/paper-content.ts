import * as v from 'valibot';
import { apologyExtensionNoticeSchema } from './apology-extension-notice.ts';
import { dailyFeeReceiptSummarySchema } from './daily-fee-receipt-summary.ts';
import { discontinuationNoticeSchema } from './discontinuation-notice.ts';
import { dossierRegisterSchema } from './dossier-register.ts';
import { evaluationSlipSchema } from './evaluation-slip.ts';
import { feeReceiptSchema } from './fee-receipt.ts';
import { intakeReceiptSchema } from './intake-receipt.ts';
import { multiDossierReceiptSchema } from './multi-dossier-receipt.ts';
import { processingControlSheetSchema } from './processing-control-sheet.ts';
import { provisionalFeeSlipSchema } from './provisional-fee-slip.ts';
import { refusalNoticeSchema } from './refusal-notice.ts';
import { resultHandoverSlipSchema } from './result-handover-slip.ts';
import { shiftReportSchema } from './shift-report.ts';
import { supplementRequestSchema } from './supplement-request.ts';
import { thermalSlipSchema } from './thermal-slip.ts';

/** Papers about a dossier: issued once, kept as they were, printed again with a number. */
export const dossierPaperSchema = v.variant('kind', [
  intakeReceiptSchema,
  multiDossierReceiptSchema,
  supplementRequestSchema,
  refusalNoticeSchema,
  apologyExtensionNoticeSchema,
  discontinuationNoticeSchema,
  processingControlSheetSchema,
  resultHandoverSlipSchema,
  provisionalFeeSlipSchema,
  feeReceiptSchema,
  evaluationSlipSchema,
  thermalSlipSchema,
]);
export type DossierPaper = v.InferOutput<typeof dossierPaperSchema>;

/** Books and reports of the office: drawn from the data whenever they are asked for, about no single dossier. */
export const officePaperSchema = v.variant('kind', [
  dossierRegisterSchema,
  shiftReportSchema,
  dailyFeeReceiptSummarySchema,
]);
export type OfficePaper = v.InferOutput<typeof officePaperSchema>;

/** Everything that can be drawn. */
export type PaperContent = DossierPaper | OfficePaper;
export type PaperKind = PaperContent['kind'];

/**
 * What a paper is called in file names and print queues: the code of its dossier, or its own number; two papers of one
 * dossier differ. Nothing personal. `undefined` for a paper about something that never got a code.
 */
export function findPaperReference(content: DossierPaper): string | undefined {
  switch (content.kind) {
    case 'intakeReceipt':
      return content.dossierCode;
    case 'multiDossierReceipt':
      return content.receiptNumber;
    case 'provisionalFeeSlip':
      return toFileName(content.slipNumber);
    case 'feeReceipt':
      return `${content.series}-${content.receiptNumber}`;
    default:
      return content.dossierCode === null ? undefined : `${content.dossierCode}-${content.kind}`;
  }
}

/** `PTT 26-3F9A21C4 số 0000012` becomes `PTT-26-3F9A21C4-0000012`. */
function toFileName(number: string): string {
  return number.replace(/ số /u, '-').replace(/[^\w.-]+/gu, '-');
}
