/** A code reader types like a keyboard, but with only a few milliseconds between characters, and ends with Enter. */
export const LONGEST_GAP_MS = 35;
/** So many characters without a longer gap are no person's fingers. Anything shorter is left alone, Enter included. */
export const SHORTEST_CODE = 12;

/** What a burst needs of a `keydown`. */
export interface ReaderKey {
  readonly key: string;
  /** The place on the keyboard; all that is left of a key that an input method has taken for itself. */
  readonly code: string;
  readonly isShifted: boolean;
  /** The event's own time stamp. */
  readonly at: number;
}

/** Characters that came one after another as fast as only a machine types. */
export interface Burst {
  readonly text: string;
  readonly startedAt: number;
  readonly lastAt: number;
  /** An input method took keys for itself (composition); their characters are known from the places of the keys. */
  readonly wasComposed: boolean;
  /** An input method corrected what was typed: it sends Backspace and other letters. Readers never send Backspace. */
  readonly wasCorrected: boolean;
  /** Characters taken back that the input method has not put in again yet. */
  readonly owed: number;
  /** Marked letters that came from the reader itself, not in place of others. */
  readonly markedByReader: number;
}

const EMPTY = { text: '', wasComposed: false, wasCorrected: false, owed: 0, markedByReader: 0 };

/** The burst with the key; `null` when the key begins none. Shift and other silent keys change nothing. */
export function addKey(burst: Burst | null, key: ReaderKey): Burst | null {
  const going = burst !== null && key.at - burst.lastAt <= LONGEST_GAP_MS ? burst : null;
  if (key.key === 'Backspace') return going === null ? null : takeBack(going, key.at);
  const character = characterOf(key);
  if (character === undefined) return burst;
  const before = going ?? { ...EMPTY, startedAt: key.at, lastAt: key.at };
  const isReadersOwn = before.owed === 0;
  return {
    ...before,
    text: before.text + character,
    lastAt: key.at,
    wasComposed: before.wasComposed || key.key === 'Process',
    owed: Math.max(0, before.owed - 1),
    markedByReader: before.markedByReader + (isReadersOwn && /[^\p{ASCII}]/u.test(character) ? 1 : 0),
  };
}

function takeBack(burst: Burst, at: number): Burst {
  const characters = Array.from(burst.text);
  if (characters.length === 0) return burst;
  return { ...burst, text: characters.slice(0, -1).join(''), lastAt: at, wasCorrected: true, owed: burst.owed + 1 };
}

export function isWholeCode(burst: Burst, endedAt: number): boolean {
  return Array.from(burst.text).length >= SHORTEST_CODE && endedAt - burst.lastAt <= LONGEST_GAP_MS;
}

/**
 * Whether an input method has changed what the reader sent. A reader that spells Vietnamese in keystrokes needs the
 * input method and is not meant: all its marked letters come in place of others. One that sends marked letters itself
 * needs none, and what an input method corrects in its text is wrong ("Ksor" becomes "Ksỏ", "EE…" becomes "Ê…").
 */
export function isSpoilt({ wasCorrected, markedByReader, text }: Burst): boolean {
  return wasCorrected && (markedByReader > 0 || !text.includes('|'));
}

function characterOf({ key, code, isShifted }: ReaderKey): string | undefined {
  if (key === 'Process') return characterAt(code, isShifted);
  return Array.from(key).length === 1 ? key : undefined;
}

/** Keys of digits and signs without and with Shift, as readers assume them (US). */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ Digit1: '1!', Digit2: '2@', Digit3: '3#', Digit4: '4$', Digit5: '5%', Digit6: '6^', Digit7: '7&', Digit8: '8*' },
  ...{ Digit9: '9(', Digit0: '0)', Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|' },
  ...{ Semicolon: ';:', Quote: `'"`, Comma: ',<', Period: '.>', Slash: '/?', Backquote: '`~', Space: '  ' },
};

function characterAt(code: string, isShifted: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  return SIGNS[code]?.[isShifted ? 1 : 0];
}
