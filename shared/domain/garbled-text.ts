/**
 * Signs that text went through a wrong decoder: the replacement character, a control character, a question mark inside
 * a word, or UTF-8 shown as Latin-1 (`Nguyá»…n`, `Ä‘`).
 */
export function isMojibake(text: string): boolean {
  return /\uFFFD|\p{Cc}|\p{L}\?|\?\p{L}|á[º»]|Ã[\u0080-\u009F\u00A1-\u00BF]|Ä[\u0080-\u00BF\u2018\u2019]|Æ[\u0080-\u00BF]/u.test(
    text,
  );
}

/** A name and an address of this many words always carry a marked letter somewhere. */
const WORDS_THAT_CARRY_MARKS = 6;
/** Letter pairs by which Telex writes ă â ê ô ơ ư đ, as in `Nguyeenx Vawn`. */
const TELEX_PAIR = /aa|ee|aw|ow|uw|dd/i;

/**
 * Whether Vietnamese text has come without any of its marks: a code reader sent plain letters, or the keystrokes of
 * Telex instead of what they stand for. Short text without marks is left alone ("Long An"), and so is a single
 * word of a minority language.
 */
export function hasLostMarks(text: string): boolean {
  if (/[^\p{ASCII}]/u.test(text)) return false;
  const words = text.split(/[^A-Za-z']+/).filter((word) => word.length > 1);
  return words.length >= WORDS_THAT_CARRY_MARKS || words.filter((word) => TELEX_PAIR.test(word)).length >= 2;
}
