import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { Orientation, PagePicture } from './page-picture.ts';
import { toNumber } from './pdf-file.ts';
import { signaturePlaceOn, type PageArea } from './signature-place.ts';

/** Sizes in points. */
export interface PageLayout {
  /** Before the page is turned. */
  readonly width: number;
  readonly height: number;
  readonly turnedBy: ScannedPage['turnedBy'];
  /** As it is shown. */
  readonly shownWidth: number;
  readonly shownHeight: number;
  /** Dots of the picture on an inch of the page. */
  readonly dpi: number;
  /** On the page as it is shown. */
  readonly signaturePlace: PageArea;
}

const POINTS_PER_INCH = 72;
const A4 = { short: 595.276, long: 841.89 };
/** What a page may measure (ISO 32000-1, Annex C). */
const SMALLEST = 3;
const LARGEST = 14_400;

/**
 * As large as the paper was (scale 1:1, NĐ 30/2020/NĐ-CP). Where nobody knows, or the dots per inch make no page, as large as fits on A4.
 */
export function layOutPage(picture: PagePicture, page: Pick<ScannedPage, 'dpi' | 'turnedBy'>): PageLayout {
  const isAcross = picture.orientation >= 5;
  const [across, down] = isAcross ? [picture.heightPx, picture.widthPx] : [picture.widthPx, picture.heightPx];
  const dpi = chooseDpi(across, down, page.dpi);
  const [width, height] = [(across * POINTS_PER_INCH) / dpi, (down * POINTS_PER_INCH) / dpi];
  const isOnSide = page.turnedBy === 90 || page.turnedBy === 270;
  const [shownWidth, shownHeight] = isOnSide ? [height, width] : [width, height];
  const signaturePlace = signaturePlaceOn(shownWidth, shownHeight);
  return { width, height, turnedBy: page.turnedBy, shownWidth, shownHeight, dpi, signaturePlace };
}

function chooseDpi(across: number, down: number, known: number | null): number {
  const shorter = Math.min(across, down);
  const longer = Math.max(across, down);
  const isUsable =
    known !== null && (shorter * POINTS_PER_INCH) / known >= SMALLEST && (longer * POINTS_PER_INCH) / known <= LARGEST;
  if (isUsable) return known;
  return POINTS_PER_INCH * Math.max(shorter / A4.short, longer / A4.long);
}

/** From the picture's unit square to the page, by how the stored picture lies. */
const MATRICES: Readonly<Record<Orientation, (w: string, h: string) => string>> = {
  1: (w, h) => `${w} 0 0 ${h} 0 0`,
  2: (w, h) => `-${w} 0 0 ${h} ${w} 0`,
  3: (w, h) => `-${w} 0 0 -${h} ${w} ${h}`,
  4: (w, h) => `${w} 0 0 -${h} 0 ${h}`,
  5: (w, h) => `0 -${h} -${w} 0 ${w} ${h}`,
  6: (w, h) => `0 -${h} ${w} 0 0 ${h}`,
  7: (w, h) => `0 ${h} ${w} 0 0 0`,
  8: (w, h) => `0 ${h} -${w} 0 ${w} 0`,
};

/** From the page as it is shown to the page before it is turned. */
function turnBack({ width, height, turnedBy }: PageLayout): readonly [number, number, number, number, number, number] {
  if (turnedBy === 90) return [0, 1, -1, 0, width, 0];
  if (turnedBy === 180) return [-1, 0, 0, -1, width, height];
  return turnedBy === 270 ? [0, -1, 1, 0, 0, height] : [1, 0, 0, 1, 0, 0];
}

/** The picture over the whole page, and over it the text that nobody sees. */
export function toContent(picture: PagePicture, layout: PageLayout, text: string | undefined): string {
  const matrix = MATRICES[picture.orientation](toNumber(layout.width), toNumber(layout.height));
  const drawn = `q ${matrix} cm /P Do Q\n`;
  return text === undefined ? drawn : `${drawn}q ${turnBack(layout).map(toNumber).join(' ')} cm\n${text}Q\n`;
}

/** Left, bottom, right and top of the signature's place, on the page before it is turned. */
export function toFieldArea(layout: PageLayout): readonly [number, number, number, number] {
  const { left, bottom, width, height } = layout.signaturePlace;
  const [a, b, c, d, e, f] = turnBack(layout);
  const at = (x: number, y: number): readonly [number, number] => [a * x + c * y + e, b * x + d * y + f];
  const [[x1, y1], [x2, y2]] = [at(left, bottom), at(left + width, bottom + height)];
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}
