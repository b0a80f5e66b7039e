/** Where something lies on a page as it is shown: points from the left and from the bottom edge. */
export interface PageArea {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Name of the field that waits for the agency's signature. */
export const SIGNATURE_FIELD = 'ChuKySoCoQuan';

const POINTS_PER_MM = 72 / 25.4;
const SIZE_MM = { width: 70, height: 25 };
const MARGIN_MM = 10;

/**
 * The place of the agency's digital signature on a paper that was digitised: the top right corner of the first page
 * (NĐ 30/2020/NĐ-CP, Phụ lục I). On a sheet smaller than A6 it is smaller in proportion.
 */
export function signaturePlaceOn(pageWidth: number, pageHeight: number): PageArea {
  const wanted = { width: (SIZE_MM.width + 2 * MARGIN_MM) * POINTS_PER_MM, height: 50 * POINTS_PER_MM };
  const scale = POINTS_PER_MM * Math.min(1, pageWidth / wanted.width, pageHeight / wanted.height);
  const [width, height, margin] = [SIZE_MM.width * scale, SIZE_MM.height * scale, MARGIN_MM * scale];
  return { left: pageWidth - margin - width, bottom: pageHeight - margin - height, width, height };
}
