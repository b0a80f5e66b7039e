import type { PageDrawing } from './drawing.ts';
import { PagePainter, type PaperMetadata, type PaperSize } from './page-painter.ts';
import type { PaperType } from './paper-type.ts';

/** Turns laid-out pages into a PDF. The same pages and metadata give the same bytes, on any machine. */
export async function paintPdf(
  pages: readonly PageDrawing[],
  type: PaperType,
  size: PaperSize,
  metadata: PaperMetadata,
): Promise<Uint8Array<ArrayBuffer>> {
  const painter = new PagePainter(type.fonts, size);
  for (const page of pages) await painter.addPage(page);
  return painter.finish(metadata);
}
