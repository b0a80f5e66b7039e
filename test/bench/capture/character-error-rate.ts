import { lineText, type RecognisedLine, type RecognisedPage } from '#shared/domain/recognised-page.ts';

/** How many letters have to be changed, put in or taken out to make one text of the other. */
export function editDistance(from: readonly string[], to: readonly string[]): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** Letters, marks in one piece with their letter, runs of blanks as one blank. */
export function lettersOf(rows: readonly string[]): readonly string[] {
  return [...rows.join(' ').normalize('NFC').replaceAll(/\s+/gu, ' ').trim()];
}

/**
 * The text of a page in rows from top to bottom, each from left to right: in which order the engine gives the two sides
 * of a head is no error in its letters.
 */
export function rowsOf(page: RecognisedPage): readonly string[] {
  const sorted = [...page.lines].sort((a, b) => middleOf(a) - middleOf(b));
  const rows: RecognisedLine[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && isBeside(first, line)) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) =>
    [...row]
      .sort((a, b) => leftOf(a) - leftOf(b))
      .map(lineText)
      .join(' '),
  );
}

/** Sides of one row do not overlap; a page that is turned by a degree may show one of them lower. */
function isBeside(first: RecognisedLine, line: RecognisedLine): boolean {
  const heightOf = ({ words }: RecognisedLine): number => Math.max(...words.map(({ box }) => box.height));
  const apart = leftOf(line) > rightOf(first) || rightOf(line) < leftOf(first);
  return apart && Math.abs(middleOf(line) - middleOf(first)) < Math.max(heightOf(first), heightOf(line)) * 0.75;
}

const leftOf = ({ words }: RecognisedLine): number => Math.min(...words.map(({ box }) => box.left));
const rightOf = ({ words }: RecognisedLine): number => Math.max(...words.map(({ box }) => box.left + box.width));

function middleOf({ words }: RecognisedLine): number {
  const middles = words.map(({ box }) => box.top + box.height / 2).sort((a, b) => a - b);
  return middles[Math.floor(middles.length / 2)] ?? 0;
}
