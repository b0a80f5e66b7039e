import type { Papers } from '#renderer/workflows/workflow-deps.ts';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { buildComponentPdf, type ComponentPdfInput } from '#shared/documents/component-pdf/component-pdf.ts';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { drawRegister, type RegisterSteps } from '#renderer/workflows/papers/draw-register.ts';
import { createRegisterShelf } from '#shared/documents/papers/register-shelf.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { TestPage } from '#shared/documents/test-page/render-test-page.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { PaperContent } from '#shared/domain/papers/paper-content.ts';
import type { ThermalSlip } from '#shared/domain/papers/thermal-slip.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';

/** Receipts drawn in one line each; files are inspected and components put together for real. */
export class FakePapers implements Papers {
  readonly drawn: ({ readonly content: PaperContent } & PaperOptions)[] = [];
  /** Drawing rejects while true, like a worker that died. */
  isBroken = false;

  /** The intake receipts among the papers drawn. */
  get receipts(): readonly IntakeReceipt[] {
    return this.drawn.flatMap(({ content }) => (content.kind === 'intakeReceipt' ? [content] : []));
  }

  async renderPaper(content: PaperContent, options: PaperOptions): ReturnType<Papers['renderPaper']> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the paper worker is gone');
    this.drawn.push({ content, ...options });
    const code = 'dossierCode' in content ? String(content.dossierCode) : content.kind;
    const bytes = new TextEncoder().encode(`%PDF- ${code} copy ${String(options.copyNumber)}`);
    return { bytes, pageCount: 1, missingGlyphs: [] };
  }

  async renderThermal(content: ThermalSlip, { copyNumber }: PaperOptions): ReturnType<Papers['renderThermal']> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('the paper worker is gone');
    this.drawn.push({ content, copyNumber });
    return { bytes: new TextEncoder().encode(`\u001b@ ${content.dossierCode}`), missingGlyphs: [] };
  }

  /** For real, without the worker. */
  renderRegister(
    ...[book, slices, options]: Parameters<Papers['renderRegister']>
  ): ReturnType<Papers['renderRegister']> {
    const shelf = createRegisterShelf(readPaperFonts(), streamZlib);
    const steps: RegisterSteps = {
      open: async (opened, paperOptions) => {
        await Promise.resolve();
        shelf.open(1, opened, paperOptions);
      },
      addRows: (rows) => shelf.addRows(1, rows),
      finish: () => shelf.finish(1),
      drop: async () => {
        await Promise.resolve();
        shelf.drop(1);
      },
    };
    return drawRegister(steps, book, slices, options);
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
