import type { Papers } from '#renderer/workflows/workflow-deps.ts';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';

/** Papers drawn in one line each; files are inspected for real. */
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

  inspectPdf(bytes: Uint8Array): ReturnType<Papers['inspectPdf']> {
    return inspectPdf(bytes);
  }
}
