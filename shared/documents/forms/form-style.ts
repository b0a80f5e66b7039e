import type { TextStyle } from '#shared/documents/layout/block.ts';
import { MM } from '#shared/documents/layout/drawing.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { FormPage } from './form-page.ts';

export type PaperLanguage = 'vi' | 'viEn';

/** How closely the text is set. Head, title and foot are the same in all of one sheet. */
export interface Density {
  readonly body: TextStyle;
  readonly tableHead: TextStyle;
  readonly tableRow: TextStyle;
  /** Above and below the text of a table row, points. */
  readonly rowPadding: number;
  readonly note: TextStyle;
  /** Room for a signature by hand, points. */
  readonly signatureHeight: number;
  /** How much larger head and title are than on A5. */
  readonly headScale?: number;
}

/** Letters and slips with little on them: set in the size of ordinary print where a page has room for it. */
const LETTER_DENSITY: Density = {
  body: { size: 12, leading: 15 },
  tableHead: { size: 9.5, leading: 11 },
  tableRow: { size: 10.5, leading: 12.6 },
  rowPadding: 2.4,
  note: { size: 9.5, leading: 11.5 },
  signatureHeight: 44,
};

/** From the most readable to the closest; the first that needs the fewest pages is used. */
export type Densities = readonly [Density, ...Density[]];

export const A5_DENSITIES: Densities = [
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

export const LETTER_DENSITIES: Densities = [LETTER_DENSITY, ...A5_DENSITIES];

/** Reports: read by those who check them at a desk. */
export const A4_DENSITIES: Densities = [
  {
    body: { size: 12, leading: 15.5 },
    tableHead: { size: 10, leading: 12 },
    tableRow: { size: 10.5, leading: 12.6 },
    rowPadding: 2,
    note: { size: 10, leading: 12 },
    signatureHeight: 56,
    headScale: 1.25,
  },
  {
    body: { size: 11, leading: 13.5 },
    tableHead: { size: 9.5, leading: 11 },
    tableRow: { size: 10, leading: 11.6 },
    rowPadding: 1.2,
    note: { size: 9, leading: 11 },
    signatureHeight: 48,
    headScale: 1.25,
  },
];

/** Wide tables on A4: the columns are many, the texts long. */
export const WIDE_TABLE_DENSITIES: Densities = [
  {
    body: { size: 11, leading: 14 },
    tableHead: { size: 8.5, leading: 10 },
    tableRow: { size: 8.5, leading: 10 },
    rowPadding: 1.6,
    note: { size: 9, leading: 11 },
    signatureHeight: 52,
    headScale: 1.25,
  },
];

/** What every part of a paper is set with. */
export interface Setting extends Density {
  readonly type: PaperType;
  readonly page: FormPage;
  readonly language: PaperLanguage;
}

export const TITLE_STYLE: TextStyle = { size: 13, leading: 15.5, align: 'center' };
export const HEAD_STYLE: TextStyle = { size: 9, leading: 11, align: 'center' };
/** A style of the head at the size that the sheet asks for. */
export function headStyle({ headScale = 1 }: Density, style: TextStyle): TextStyle {
  return { ...style, size: style.size * headScale, leading: style.leading * headScale };
}
export const FOOT_STYLE: TextStyle = { size: 7.5, leading: 9 };

/** Least side of the QR symbol and of one of its modules, points: phones read it from a creased sheet. */
export const QR_MIN_SIDE = 22 * MM;
export const QR_MIN_MODULE = 0.42 * MM;
