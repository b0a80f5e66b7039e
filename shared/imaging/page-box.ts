import type { Box } from './box.ts';
import type { TurnedGrey } from './turn-grey.ts';

/** A scanner's bed or a desk is darker than this where it shows; paper is lighter. */
const DARKEST_PAPER = 90;
/** So much of a row may be light – dust, a reflection – and it is still no paper. */
const LIGHT_SHARE = 0.05;
/** A border that goes deeper is a picture: then that side stays as it is. */
const DEEPEST_BORDER = 0.25;

/**
 * Where the paper lies in a page that has been turned back. Only rows and columns that are dark from end to end are left
 * out; white margins and whatever is printed stay.
 */
export function findPageBox(page: TurnedGrey): Box {
  const { widthPx, heightPx } = page;
  const rows = edgesOf(heightPx, (row) => isBed(page, row * widthPx, 1, widthPx));
  const columns = edgesOf(widthPx, (column) => isBed(page, column, widthPx, heightPx));
  return { left: columns.first, right: columns.last, top: rows.first, bottom: rows.last };
}

/** First and last line that is not bed, in shares, a pixel of it left on. */
function edgesOf(
  length: number,
  isBedLine: (line: number) => boolean,
): { readonly first: number; readonly last: number } {
  const deepest = Math.floor(length * DEEPEST_BORDER);
  const depth = (lineAt: (depth: number) => number): number => {
    let lines = 0;
    while (lines <= deepest && isBedLine(lineAt(lines))) lines += 1;
    return lines > deepest ? 0 : Math.max(0, lines - 1);
  };
  return {
    first: depth((line) => line) / length,
    last: 1 - depth((line) => length - 1 - line) / length,
  };
}

/** What lies beside the picture says nothing: a line of it alone counts as bed. */
function isBed({ levels, isInside }: TurnedGrey, from: number, step: number, length: number): boolean {
  let [inside, light] = [0, 0];
  for (let along = 0, at = from; along < length; along += 1, at += step) {
    if (isInside[at] !== 1) continue;
    inside += 1;
    if ((levels[at] ?? 0) >= DARKEST_PAPER) light += 1;
  }
  return light <= inside * LIGHT_SHARE;
}
