import type { Quad } from '#shared/imaging/quad.ts';
import { qrPicture, toY4m } from './qr-picture.ts';
import { blankSheet, placeSheet, textSheet, type Sheet } from './sample-page.ts';

const DESK_LEVEL = 100;
const CODE_SIDE = 560;
const CODE_MODULE_PX = 8;
const QR_DESK = 120;

/** A page of made-up lines with a code in its middle. */
export async function pageWithCode(payload: string): Promise<Sheet> {
  const page = textSheet(1_300);
  const code = await qrPicture(payload, { width: CODE_SIDE, height: CODE_SIDE, modulePx: CODE_MODULE_PX });
  const left = Math.round((page.widthPx - CODE_SIDE) / 2);
  const top = Math.round((page.heightPx - CODE_SIDE) / 2);
  for (const [at, level] of code.luma.entries()) {
    if (level === QR_DESK) continue;
    page.levels[(top + Math.floor(at / CODE_SIDE)) * page.widthPx + left + (at % CODE_SIDE)] = level;
  }
  return page;
}

/** A film of a page that lies on a desk with its corners there and stands still, for Chromium's fake camera. */
export function filmOf(page: Sheet, corners: Quad, width = 1_920, height = 1_080): Buffer {
  const { levels } = placeSheet(page, blankSheet(width, height, DESK_LEVEL), corners);
  return toY4m({ width, height, luma: levels });
}
