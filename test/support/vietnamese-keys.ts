/** How Vietnamese is written with the keys of a plain keyboard: what a reader sends that spells, or a person types. */
export type InputMethod = 'telex' | 'vni';

const SHAPES: Readonly<Record<InputMethod, Readonly<Record<string, string>>>> = {
  telex: { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' },
  vni: { ă: 'a8', â: 'a6', ê: 'e6', ô: 'o6', ơ: 'o7', ư: 'u7', đ: 'd9' },
};
/** Grave, acute, hook above, tilde, dot below, as Unicode combines them. */
const TONES: Readonly<Record<InputMethod, Readonly<Record<string, string>>>> = {
  telex: { '\u0300': 'f', '\u0301': 's', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
  vni: { '\u0300': '2', '\u0301': '1', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
};

/** Every marked letter of Vietnamese in small: 7 with a shape of their own, and 5 tones on each of 12 vowels. */
export const MARKED_LETTERS: readonly string[] = [
  ...Object.keys(SHAPES.telex),
  ...Array.from('aăâeêioôơuưy').flatMap((vowel) =>
    Object.keys(TONES.telex).map((tone) => `${vowel}${tone}`.normalize('NFC')),
  ),
];

/**
 * The keys of a text. @param toneAt the end of the word, as it is taught, or the letter, as readers do that spell letter
 * by letter
 */
export function toKeys(text: string, method: InputMethod, toneAt: 'word' | 'letter' = 'word'): string {
  if (toneAt === 'letter') return Array.from(text.normalize('NFC'), (letter) => keysOfWord(letter, method)).join('');
  return text
    .split(/([^\p{L}\p{M}]+)/u)
    .map((word) => keysOfWord(word, method))
    .join('');
}

function keysOfWord(word: string, method: InputMethod): string {
  const { letters, tone } = Array.from(word.normalize('NFC')).reduce(
    (done, letter) => {
      const part = keysOfLetter(letter, method);
      return { letters: done.letters + part.keys, tone: done.tone + part.tone };
    },
    { letters: '', tone: '' },
  );
  return letters + tone;
}

function keysOfLetter(letter: string, method: InputMethod): { readonly keys: string; readonly tone: string } {
  const [, plain = letter, mark = ''] = splitTone(letter);
  const keys = SHAPES[method][plain.toLowerCase()] ?? plain.toLowerCase();
  const isLarge = plain !== plain.toLowerCase();
  return { keys: isLarge ? keys.charAt(0).toUpperCase() + keys.slice(1) : keys, tone: TONES[method][mark] ?? '' };
}

/** `ế` → `ê` and the acute. */
function splitTone(letter: string): readonly string[] {
  const parts = Array.from(letter.normalize('NFD'));
  const tone = parts.find((part) => part in TONES.telex) ?? '';
  return [
    letter,
    parts
      .filter((part) => part !== tone)
      .join('')
      .normalize('NFC'),
    tone,
  ];
}
