import { space, stack, textBlock, type Block, type Column, type TextStyle } from '#shared/documents/layout/block.ts';
import { drawFrame, MM, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import { paintPdf } from '#shared/documents/layout/paint-pdf.ts';
import { PaperType, type PaperFonts } from '#shared/documents/layout/paper-type.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export interface TestPage {
  readonly paperSize: 'A5' | 'A4';
  readonly printerName: string;
  readonly drawnAt: Instant;
}

const SIZES = {
  A5: { width: 148 * MM, height: 210 * MM },
  A4: { width: 210 * MM, height: 297 * MM },
} as const;
/** The frame lies this far from each edge, so that a ruler tells whether the page was scaled or moved. */
const FRAME_INSET = 10 * MM;
const TITLE: TextStyle = { size: 22, leading: 30, align: 'center' };
const NOTE: TextStyle = { size: 13, leading: 18, align: 'center' };

/** One page. The same page and fonts always give the same bytes. */
export async function renderTestPage(page: TestPage, fonts: PaperFonts): Promise<RenderedPaper> {
  const type = new PaperType(fonts);
  const size = SIZES[page.paperSize];
  const drawing: PageDrawing = { ops: [] };
  drawFrame(drawing, FRAME_INSET, FRAME_INSET, size.width - 2 * FRAME_INSET, size.height - 2 * FRAME_INSET);
  const column: Column = { x: 2 * FRAME_INSET, width: size.width - 4 * FRAME_INSET };
  const text = (words: string, face: 'regular' | 'bold' | 'italic', style: TextStyle): Block =>
    textBlock(type, [{ text: words, face }], column, style);
  stack([
    text('TRANG IN THỬ', 'bold', TITLE),
    space(6 * MM),
    text(`Khổ giấy: ${page.paperSize}`, 'regular', NOTE),
    text(page.printerName, 'regular', NOTE),
    space(6 * MM),
    text('Khung phải cách mỗi mép giấy đúng 10 mm.', 'regular', NOTE),
    text('Ắ Ằ Ẳ Ẵ Ặ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ứ Ừ Ử Ữ Ự Ý Ỳ Ỷ Ỹ Ỵ Đ', 'regular', NOTE),
    text('ắ ằ ẳ ẵ ặ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ', 'italic', NOTE),
  ]).draw(drawing, 3 * FRAME_INSET);
  const bytes = await paintPdf([drawing], type, size, { title: 'Trang in thử', issuedAt: page.drawnAt });
  return { bytes, pageCount: 1, missingGlyphs: type.missingGlyphs };
}
