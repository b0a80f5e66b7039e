import type { PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { PaperContent, PaperKind } from '#shared/domain/papers/paper-content.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type PrintContent = Parameters<HostBridge['print']>[0]['content'];

/** A paper ready for a printer of its kind. */
export interface DrawnPaper {
  readonly content: PrintContent;
  /** The same as a file; `null` where the paper is commands for a thermal printer. */
  readonly pdf: Uint8Array | null;
}

/** What each paper is printed on. */
export const PAPERS = {
  intakeReceipt: { paperClass: 'form', paperSize: 'A5' },
  multiDossierReceipt: { paperClass: 'form', paperSize: 'A5' },
  supplementRequest: { paperClass: 'form', paperSize: 'A5' },
  refusalNotice: { paperClass: 'form', paperSize: 'A5' },
  apologyExtensionNotice: { paperClass: 'form', paperSize: 'A5' },
  discontinuationNotice: { paperClass: 'form', paperSize: 'A5' },
  processingControlSheet: { paperClass: 'form', paperSize: 'A5' },
  resultHandoverSlip: { paperClass: 'form', paperSize: 'A5' },
  provisionalFeeSlip: { paperClass: 'slip', paperSize: 'A5' },
  feeReceipt: { paperClass: 'slip', paperSize: 'A5' },
  evaluationSlip: { paperClass: 'slip', paperSize: 'A5' },
  thermalSlip: { paperClass: 'thermal', paperSize: 'A5' },
  dossierRegister: { paperClass: 'report', paperSize: 'A4' },
  shiftReport: { paperClass: 'report', paperSize: 'A4' },
  dailyFeeReceiptSummary: { paperClass: 'report', paperSize: 'A4' },
} as const satisfies Record<PaperKind, { readonly paperClass: PaperClass; readonly paperSize: 'A5' | 'A4' }>;

/** Draws a paper for its printer. What the fonts lack is printed as a box and counted in the log, never left out. */
export async function drawPaper(
  deps: DrawDeps,
  paper: PaperContent,
  copyNumber: number,
  language?: PaperOptions['language'],
): Promise<Result<DrawnPaper, DrawFailure>> {
  if (paper.kind === 'thermalSlip') {
    const bytes = await drawn(deps, deps.papers.renderThermal(paper, { copyNumber }));
    return bytes.ok ? ok({ content: { kind: 'escpos', bytes: bytes.value }, pdf: null }) : bytes;
  }
  const pdf = await drawPdf(deps, paper, copyNumber, language);
  if (!pdf.ok) return pdf;
  const { paperSize } = PAPERS[paper.kind];
  return ok({ content: { kind: 'pdf', paperSize, bytes: pdf.value }, pdf: pdf.value });
}

/** Any paper as a file. */
export function drawPdf(
  deps: DrawDeps,
  paper: PaperContent,
  copyNumber: number,
  language?: PaperOptions['language'],
): Promise<Result<Uint8Array, DrawFailure>> {
  const options = language === undefined ? { copyNumber } : { copyNumber, language };
  return drawn(deps, deps.papers.renderPaper(paper, options));
}

type DrawDeps = Pick<WorkflowDeps, 'papers' | 'logger'>;
type DrawFailure = AppError<'paperNotDrawn'>;

async function drawn(
  { logger }: DrawDeps,
  drawing: Promise<{ readonly bytes: Uint8Array; readonly missingGlyphs: readonly string[] }>,
): Promise<Result<Uint8Array, DrawFailure>> {
  try {
    const { bytes, missingGlyphs } = await drawing;
    if (missingGlyphs.length > 0) logger.warn('paper.missingGlyphs', { count: missingGlyphs.length });
    return ok(bytes);
  } catch (cause) {
    logger.error('paper.renderFailed', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'paperNotDrawn' });
  }
}
