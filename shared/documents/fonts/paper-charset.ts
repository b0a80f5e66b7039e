/**
 * Every character the paper fonts carry. Anything else is printed as {@link SUBSTITUTE} and reported. The committed
 * font files are cut from Tinos to exactly this set by `tsx scripts/subset-fonts.ts`; run it after a change here.
 */

/** Printed in place of a character the fonts lack: an empty box, so that a gap is seen and never read as a space. */
export const SUBSTITUTE = '□';

/** The letters with Vietnamese marks, lower case, precomposed (NFC): 67 letters, 134 with their capitals. */
export const VIETNAMESE_MARKED_LETTERS = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ';

const PUNCTUATION = '‐‑–—―‘’‚“”„…•‰′″₫€№×−≤≥≈≠½¼¾™';

function charactersBetween(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join('');
}

/** The characters as one string, each once. */
export function paperCharset(): string {
  const all = [
    charactersBetween(0x20, 0x7e),
    charactersBetween(0xa0, 0x17e).replace('\u00ad', ''),
    VIETNAMESE_MARKED_LETTERS,
    VIETNAMESE_MARKED_LETTERS.toUpperCase(),
    PUNCTUATION,
    SUBSTITUTE,
  ].join('');
  return [...new Set(all)].join('');
}
