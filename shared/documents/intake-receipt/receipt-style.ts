import type { Column, TextStyle } from '#shared/documents/layout/block.ts';
import { MM } from '#shared/documents/layout/drawing.ts';
import type { PaperSize } from '#shared/documents/layout/paint-pdf.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';

/** A5 portrait, 148 × 210 mm (TT 01/2018/TT-VPCP Đ9), points. */
export const A5: PaperSize = { width: 148 * MM, height: 210 * MM };

const SIDE_MARGIN = 10.5 * MM;
/** The column everything is set in. */
export const BODY: Column = { x: SIDE_MARGIN, width: A5.width - 2 * SIDE_MARGIN };
/** Top of the first thing on a page and foot of the last, points from the top; what lies outside few printers reach. */
export const PAGE_TOP = 6 * MM;
export const PAGE_BOTTOM = A5.height - 5.5 * MM;

export const TITLE_STYLE: TextStyle = { size: 13, leading: 15.5, align: 'center' };
export const HEAD_STYLE: TextStyle = { size: 9, leading: 11, align: 'center' };
export const FOOT_STYLE: TextStyle = { size: 7.5, leading: 9 };

/** How closely the text is set. Head, title and foot are the same in all. */
export interface Density {
  readonly body: TextStyle;
  readonly tableHead: TextStyle;
  readonly tableRow: TextStyle;
  /** Above and below the text of a table row, points. */
  readonly rowPadding: number;
  readonly note: TextStyle;
  /** Room for a signature by hand, points. */
  readonly signatureHeight: number;
}

/** From the most readable to the closest; the first that needs the fewest pages is used. */
export const DENSITIES: readonly [Density, ...Density[]] = [
  {
    body: { size: 10.5, leading: 13 },
    tableHead: { size: 9, leading: 10.4 },
    tableRow: { size: 10, leading: 11.8 },
    rowPadding: 2,
    note: { size: 8.5, leading: 10 },
    signatureHeight: 38,
  },
  {
    body: { size: 9.75, leading: 11.5 },
    tableHead: { size: 8.5, leading: 9.8 },
    tableRow: { size: 9.25, leading: 10.8 },
    rowPadding: 1.4,
    note: { size: 8, leading: 9.4 },
    signatureHeight: 32,
  },
  {
    body: { size: 9, leading: 10.7 },
    tableHead: { size: 8.5, leading: 9.6 },
    tableRow: { size: 9, leading: 10.3 },
    rowPadding: 1,
    note: { size: 7.75, leading: 9 },
    signatureHeight: 29,
  },
];

/** What every part of the receipt is set with. */
export interface Setting extends Density {
  readonly type: PaperType;
}

/** Least side of the QR symbol and of one of its modules, points: phones read it from a creased sheet. */
export const QR_MIN_SIDE = 22 * MM;
export const QR_MIN_MODULE = 0.42 * MM;
