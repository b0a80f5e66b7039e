import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { paintPdf } from '#shared/documents/layout/paint-pdf.ts';
import { PaperType, type PaperFonts } from '#shared/documents/layout/paper-type.ts';
import { layOutIntakeReceipt } from './lay-out-intake-receipt.ts';
import type { ReceiptPart } from './receipt-head.ts';
import { A5 } from './receipt-style.ts';

export interface IntakeReceiptOptions {
  /** Which print this is, from 1: the first is the original, the second says `BẢN IN LẠI LẦN 1`. */
  readonly copyNumber: number;
  /** Liên; the applicant's when left out. */
  readonly part?: ReceiptPart;
}

export interface RenderedPaper {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  /** Characters of the content that were printed as a box because the fonts lack them; each once, sorted. */
  readonly missingGlyphs: readonly string[];
}

/**
 * The receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả, Mẫu 01, TT 03/2025/TT-VPCP Appendix I) as an A5 PDF. The
 * same content, fonts and options always give the same bytes; the dates in the file are the dossier's acceptance.
 * @throws RangeError when `copyNumber` is not a whole number from 1
 * @throws Error when the QR payload is longer than a symbol holds (2,331 bytes)
 */
export async function renderIntakeReceipt(
  content: IntakeReceipt,
  fonts: PaperFonts,
  options: IntakeReceiptOptions,
): Promise<RenderedPaper> {
  const { copyNumber, part = 'applicant' } = options;
  if (!Number.isSafeInteger(copyNumber) || copyNumber < 1) throw new RangeError('copyNumber counts from 1');
  const type = new PaperType(fonts);
  const pages = layOutIntakeReceipt(type, content, { copyNumber, part });
  const bytes = await paintPdf(pages, type, A5, {
    title: `Giấy tiếp nhận hồ sơ ${content.dossierCode}`,
    issuedAt: content.acceptedAt,
  });
  return { bytes, pageCount: pages.length, missingGlyphs: type.missingGlyphs };
}
