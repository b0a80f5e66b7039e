import type { Papers } from '#renderer/workflows/workflow-deps.ts';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { buildComponentPdf, type ComponentPdfInput } from '#shared/documents/component-pdf/component-pdf.ts';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import type { TestPage } from '#shared/documents/test-page/render-test-page.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';

/** Receipts drawn in one line each; files are inspected and components put together for real. */
export class FakePapers implements Papers {
  readonly drawn: { readonly content: IntakeReceipt; readonly copyNumber: number }[] = [];
  /** Drawing rejects while true, like a worker that died. */
  isBroken = false;

  async renderIntakeReceipt(content: IntakeReceipt, copyNumber: number): ReturnType<Papers['renderIntakeReceipt']> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the paper worker is gone');
    this.drawn.push({ content, copyNumber });
    const bytes = new TextEncoder().encode(`%PDF- ${content.dossierCode} copy ${String(copyNumber)}`);
    return { bytes, pageCount: 1, missingGlyphs: [] };
  }

  extractPagePictures(bytes: Uint8Array): ReturnType<Papers['extractPagePictures']> {
    return extractPagePictures(bytes);
  }

  async buildComponentPdf(input: ComponentPdfInput): ReturnType<Papers['buildComponentPdf']> {
    if (this.isBroken) throw new Error('the paper worker is gone');
    return buildComponentPdf(input, { font: readPaperFonts().regular, zlib: streamZlib });
  }

  async renderSeparatorSheets(sheets: readonly SeparatorSheet[]): ReturnType<Papers['renderSeparatorSheets']> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the paper worker is gone');
    const bytes = new TextEncoder().encode(`%PDF- ${sheets.map(({ number }) => String(number)).join(' ')}`);
    return { bytes, pageCount: sheets.length, missingGlyphs: [] };
  }

  async renderTestPage({ paperSize }: TestPage): ReturnType<Papers['renderTestPage']> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the paper worker is gone');
    return { bytes: new TextEncoder().encode(`%PDF- test ${paperSize}`), pageCount: 1, missingGlyphs: [] };
  }

  inspectPdf(bytes: Uint8Array): ReturnType<Papers['inspectPdf']> {
    return inspectPdf(bytes);
  }
}
