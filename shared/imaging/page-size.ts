/** What a page of A4 at 200 dpi in colour may have: at 4 Mbit/s it goes up in little more than a second. */
const A4_BYTES = 600_000;
const A4_PIXELS = 1_654 * 2_339;

/** More adds bytes and no legibility; rules for scans ask for 200. */
const MOST_DPI = 300;
/** The long side of A4 at 300 dpi, and of A3 at a little over 200: where a picture does not say how large its paper was. */
const LONGEST_SIDE_PX = 3_508;

/** From the best to the least that print of 8 points stays legible with. The last is kept however large it gets. */
export const JPEG_QUALITIES: readonly number[] = [0.8, 0.68, 0.55];

/** How many bytes a page of so many pixels may have before a lower quality is tried. */
export function pageBudgetBytes(widthPx: number, heightPx: number): number {
  return Math.round(A4_BYTES * Math.max(1, (widthPx * heightPx) / A4_PIXELS));
}

/** The long side of A3, with a little to spare. No counter takes larger paper. */
const LONGEST_PAPER_INCHES = 17;

/** What a file says of its resolution, where that makes paper of it: cameras write 72 without having seen any. */
export function paperDpi(widthPx: number, heightPx: number, dpi: number | undefined): number | undefined {
  return dpi !== undefined && Math.max(widthPx, heightPx) / dpi <= LONGEST_PAPER_INCHES ? dpi : undefined;
}

/**
 * By how much a page is made smaller: 1 where it stays. Never above 1, and never so far that a page falls below 200 dpi.
 * @param dpi see `paperDpi`; `undefined` where it is not known
 */
export function scaleToKeep(widthPx: number, heightPx: number, dpi: number | undefined): number {
  const wanted = dpi === undefined ? LONGEST_SIDE_PX / Math.max(widthPx, heightPx) : MOST_DPI / dpi;
  return Math.min(1, wanted);
}
