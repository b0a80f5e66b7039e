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
/**
 * Vietnamese spelt in keys: letter pairs of Telex (`Vawn`, `Nguyeen`), its tone letters after a vowel, where no Vietnamese
 * syllable has them (`Lof`, `Hofang`), or the digits of VNI inside a word (`Thu3`; a block `A2` is none).
 */
const SPELT_IN_KEYS = /aa|ee|oo|aw|ow|uw|dd|[aeiouyw][a-z]*[sfrxj]|[a-z][aeiouyd][1-9]/i;

/**
 * Whether Vietnamese text has come without any of its marks: a code reader sent plain letters, or the keystrokes of
 * Telex or VNI instead of what they stand for. Short text that is spelt in no keys is left alone ("Long An", "Siu Blok").
 */
export function hasLostMarks(text: string): boolean {
  if (/[^\p{ASCII}]/u.test(text)) return false;
  const words = text.split(/[^A-Za-z']+/).filter((word) => word.length > 1);
  return words.length >= WORDS_THAT_CARRY_MARKS || SPELT_IN_KEYS.test(text);
}
