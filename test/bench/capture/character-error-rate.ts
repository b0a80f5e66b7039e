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
  return Array.from(rows.join(' ').normalize('NFC').replaceAll(/\s+/gu, ' ').trim());
}
