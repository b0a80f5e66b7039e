import type { Column } from '#shared/documents/layout/block.ts';
import { MM } from '#shared/documents/layout/drawing.ts';
import type { PaperSize } from '#shared/documents/layout/page-painter.ts';

/** A kind of sheet with its margins, points. */
export interface FormPage {
  readonly size: PaperSize;
  /** The column everything is set in. */
  readonly body: Column;
  /** Top of the first thing on a page and foot of the last; what lies outside few printers reach. */
  readonly top: number;
  readonly bottom: number;
}

const A5_MARGIN = 10.5 * MM;
const A4_MARGIN = 15 * MM;

function formPage(widthMm: number, heightMm: number, margin: number, ends: readonly [number, number]): FormPage {
  const size = { width: widthMm * MM, height: heightMm * MM };
  return {
    size,
    body: { x: margin, width: size.width - 2 * margin },
    top: ends[0] * MM,
    bottom: size.height - ends[1] * MM,
  };
}

/** Forms are A5, 148 × 210 mm (TT 01/2018/TT-VPCP Đ9). */
export const A5_PORTRAIT = formPage(148, 210, A5_MARGIN, [6, 5.5]);
export const A5_LANDSCAPE = formPage(210, 148, A5_MARGIN, [6, 5.5]);
/** Books and reports are A4 (TT 01/2018/TT-VPCP Đ10). */
export const A4_PORTRAIT = formPage(210, 297, A4_MARGIN, [12, 10]);
export const A4_LANDSCAPE = formPage(297, 210, A4_MARGIN, [10, 8]);
