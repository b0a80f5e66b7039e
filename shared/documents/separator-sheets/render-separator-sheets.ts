import { separatorPayload, type SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import { space, stack, textBlock, type Block, type Column, type TextStyle } from '#shared/documents/layout/block.ts';
import { drawFrame, MM, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import type { PaperSize } from '#shared/documents/layout/page-painter.ts';
import { paintPdf } from '#shared/documents/layout/paint-pdf.ts';
import { PaperType, type PaperFonts } from '#shared/documents/layout/paper-type.ts';
import { renderQrSvgPath } from '#shared/documents/qr-symbol.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { Instant } from '#shared/kernel/instant.ts';

const A4: PaperSize = { width: 210 * MM, height: 297 * MM };
const MARGIN = 20 * MM;
const BODY: Column = { x: MARGIN, width: A4.width - 2 * MARGIN };
/** Large enough to be read askew, from a grey copy and at the least resolution of a scan. */
const QR_SIDE = 75 * MM;

const LABEL: TextStyle = { size: 20, leading: 26, align: 'center' };
const NUMBER: TextStyle = { size: 120, leading: 132, align: 'center' };
const NOTE: TextStyle = { size: 13, leading: 18, align: 'center' };
/** The largest size in which a name takes at most as many lines; in the smallest it takes what it needs. */
const NAMES: readonly { readonly style: TextStyle; readonly lines: number }[] = [
  { style: { size: 34, leading: 42, align: 'center' }, lines: 3 },
  { style: { size: 26, leading: 33, align: 'center' }, lines: 5 },
  { style: { size: 19, leading: 24, align: 'center' }, lines: Number.POSITIVE_INFINITY },
];

/**
 * One A4 page for each sheet, in their order. The same sheets, fonts and instant always give the same bytes.
 * @param drawnAt written into the file as its date
 */
export async function renderSeparatorSheets(
  sheets: readonly SeparatorSheet[],
  fonts: PaperFonts,
  drawnAt: Instant,
): Promise<RenderedPaper> {
  const type = new PaperType(fonts);
  const pages = sheets.map((sheet) => layOutSheet(type, sheet));
  const bytes = await paintPdf(pages, type, A4, { title: 'Tờ ngăn', issuedAt: drawnAt });
  return { bytes, pageCount: pages.length, missingGlyphs: type.missingGlyphs };
}

function layOutSheet(type: PaperType, sheet: SeparatorSheet): PageDrawing {
  const page: PageDrawing = { ops: [] };
  drawFrame(page, MARGIN / 2, MARGIN / 2, A4.width - MARGIN, A4.height - MARGIN);
  const text = (words: string, face: 'regular' | 'bold' | 'italic', style: TextStyle): Block =>
    textBlock(type, [{ text: words, face }], BODY, style);
  stack([
    text('TỜ NGĂN', 'bold', LABEL),
    text(String(sheet.number), 'bold', NUMBER),
    space(6 * MM),
    nameBlock(type, sheet.name),
    space(12 * MM),
    symbol(separatorPayload(sheet.number)),
    space(10 * MM),
    text('Đặt tờ này lên trên giấy tờ có tên ở trên, rồi quét cả tập.', 'regular', NOTE),
    text('Tờ ngăn không phải là trang của hồ sơ. Dùng lại được nhiều lần.', 'regular', NOTE),
    space(5 * MM),
    text(sheet.procedureName, 'italic', NOTE),
  ]).draw(page, MARGIN);
  return page;
}

function nameBlock(type: PaperType, name: string): Block {
  const blocks = NAMES.map(({ style, lines }) => ({
    block: textBlock(type, [{ text: name, face: 'bold' }], BODY, style),
    most: style.leading * lines,
  }));
  const [smallest] = blocks.slice(-1);
  const fitting = blocks.find(({ block, most }) => block.height <= most) ?? smallest;
  return fitting?.block ?? space(0);
}

function symbol(payload: string): Block {
  const { size, path } = renderQrSvgPath(payload);
  return {
    height: QR_SIDE,
    draw: (page, top) => {
      page.ops.push({ kind: 'shape', x: (A4.width - QR_SIDE) / 2, y: top, scale: QR_SIDE / size, svgPath: path });
    },
  };
}
