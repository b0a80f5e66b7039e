/** Text for searching: lower case, without Vietnamese marks, `đ` as `d`, single spaces. Folding twice changes nothing. */
export function foldText(text: string): string {
  return withMarks(text)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/**
 * Whether every word of `query` begins some word of `folded`, in any order: `thi mau` finds `lo thi mau`.
 * @param query as typed, with or without marks; an empty one matches everything
 * @param folded the text to search, already through `foldText`
 */
export function matchesFolded(query: string, folded: string): boolean {
  return wordsOf(foldText(query)).every((word) => hasWordStart(folded, word));
}

/**
 * How many words of `query` stand in `text` with exactly the marks typed; put higher ranks first, so that `mẫu` finds
 * "mẫu" before "mau".
 * @param text as shown, not folded
 */
export function rankExactMarks(query: string, text: string): number {
  const marked = withMarks(text);
  return wordsOf(withMarks(query)).filter((word) => hasWordStart(marked, word)).length;
}

function withMarks(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

function hasWordStart(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{M}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
