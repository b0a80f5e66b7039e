import { MARKED_LETTERS, toKeys, type InputMethod } from './vietnamese-keys.ts';

interface SentKey {
  readonly key: string;
  readonly code: string;
  readonly isShifted: boolean;
}

/**
 * An input method that corrects as it goes, as the common ones on Windows do: it passes keys on, and when a key changes
 * a letter of the word it swallows the key, sends Backspace for what changes, and then the new letters.
 */
export function typeWith(method: InputMethod, keys: string): readonly SentKey[] {
  const sent: string[] = [];
  let word: readonly string[] = [];
  for (const key of keys) {
    const changed = applyKey(method, word, key);
    if (changed === undefined) {
      word = /\p{L}/u.test(key) ? [...word, key] : [];
      sent.push(key);
      continue;
    }
    const same = word.findIndex((letter, index) => letter !== changed[index]);
    sent.push(...word.slice(same).map(() => 'Backspace'), ...changed.slice(same));
    word = changed;
  }
  return sent.map((key) => ({ key, code: key === 'Backspace' ? key : '', isShifted: false }));
}

/** The word with the mark that the key means; `undefined` when it means itself. */
function applyKey(method: InputMethod, word: readonly string[], key: string): readonly string[] | undefined {
  // A tone goes to the vowel that has a shape of its own, before any other.
  const isShaped = (at: number): boolean => SHAPED.includes((word[at] ?? '').toLowerCase());
  const places = [...word.keys()].reverse().sort((a, b) => Number(isShaped(b)) - Number(isShaped(a)));
  for (const at of places) {
    const letter = word[at] ?? '';
    const marked = mark(method, letter, key);
    if (marked !== undefined) return word.with(at, marked);
  }
  return undefined;
}

const SHAPED = 'ăâêôơưđ';

function mark(method: InputMethod, letter: string, key: string): string | undefined {
  const small = letter.toLowerCase();
  const found = MARKED_LETTERS.find((candidate) => {
    const keys = toKeys(candidate, method);
    if (SHAPED.includes(candidate)) return keys === small + key.toLowerCase();
    const [base] = stripTone(candidate);
    return base === small && keys.endsWith(key.toLowerCase()) && keys.length === toKeys(small, method).length + 1;
  });
  if (found === undefined) return undefined;
  return letter === small ? found : found.toUpperCase();
}

function stripTone(letter: string): readonly string[] {
  return [
    letter
      .normalize('NFD')
      .replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
      .normalize('NFC'),
  ];
}
