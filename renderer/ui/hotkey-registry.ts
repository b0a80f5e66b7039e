/** The parts of a KeyboardEvent that decide which shortcut it is; a plain object in tests. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
}

/** Where the key was pressed: typing there must never set off a shortcut made of a bare key. */
export type KeyTarget = 'text' | 'control' | 'page';

/** Chord (`Ctrl+Enter`, `F2`, `Alt+1`, `Escape`) → what to do. An absent handler switches the chord off. */
export type HotkeyMap<Handler> = Readonly<Record<string, Handler | undefined>>;

export interface HotkeyEntry<Handler> {
  /** How deep in nested scopes the entry sits; the deepest wins. */
  readonly depth: number;
  readonly read: () => HotkeyMap<Handler>;
}

export type HotkeyDecision<Handler> =
  | { readonly kind: 'ignore' }
  /** A chord of ours, not usable now: keep the browser from acting on it (F3 find, F10 menu). */
  | { readonly kind: 'swallow' }
  | { readonly kind: 'run'; readonly handler: Handler };

const BARE_KEY_ALLOWED_WHILE_TYPING = /^(F\d{1,2}|Escape)$/;

/** One spelling per chord: modifiers in the order Ctrl, Alt, Shift; letters in upper case. Cmd counts as Ctrl. */
export function normaliseChord(chord: string): string {
  const parts = chord.split('+').map((part) => part.trim());
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  return joinChord(
    modifiers.has('ctrl'),
    modifiers.has('alt'),
    modifiers.has('shift'),
    key.length === 1 ? key.toUpperCase() : key,
  );
}

/**
 * The chord of a key press. Letters and digits go by the physical key, because Vietnamese layouts and input methods
 * put ă, â, ê, ô on the digit row and report a composed `key`.
 */
export function chordOf(press: KeyPress): string {
  const physical = /^(?:Key([A-Z])|Digit(\d)|Numpad(\d))$/.exec(press.code);
  const named = press.code === 'NumpadEnter' ? 'Enter' : press.key;
  const key = physical?.[1] ?? physical?.[2] ?? physical?.[3] ?? (named.length === 1 ? named.toUpperCase() : named);
  return joinChord(press.ctrlKey || press.metaKey, press.altKey, press.shiftKey, key);
}

function joinChord(isCtrl: boolean, isAlt: boolean, isShift: boolean, key: string): string {
  return `${isCtrl ? 'Ctrl+' : ''}${isAlt ? 'Alt+' : ''}${isShift ? 'Shift+' : ''}${key}`;
}

function mayRunFrom(target: KeyTarget, chord: string): boolean {
  if (target === 'page') return true;
  return /^(Ctrl|Alt)\+/.test(chord) || BARE_KEY_ALLOWED_WHILE_TYPING.test(chord);
}

/** Every shortcut of the window. Holds no listener itself, so that its rules can be tested without a browser. */
export class HotkeyRegistry<Handler> {
  readonly #entries = new Set<HotkeyEntry<Handler>>();
  readonly #modalDepths = new Set<{ readonly depth: number }>();

  /** @returns a function that takes the entry out again */
  add(entry: HotkeyEntry<Handler>): () => void {
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  /** While a modal scope is open, only entries at its depth or deeper answer. @returns a function that ends it */
  addModal(depth: number): () => void {
    const modal = { depth };
    this.#modalDepths.add(modal);
    return () => void this.#modalDepths.delete(modal);
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** A press that belongs to an input method is ignored; a key held down never runs a shortcut twice. */
  decide(press: KeyPress, target: KeyTarget): HotkeyDecision<Handler> {
    if (press.isComposing || press.key === 'Process') return { kind: 'ignore' };
    const chord = chordOf(press);
    if (!mayRunFrom(target, chord)) return { kind: 'ignore' };
    const floor = Math.max(-1, ...[...this.#modalDepths].map((modal) => modal.depth));
    let isKnown = false;
    let best: { readonly depth: number; readonly handler: Handler } | undefined;
    for (const entry of this.#entries) {
      const handler = findHandler(entry.read(), chord);
      if (handler === undefined) continue;
      isKnown = true;
      if (entry.depth >= floor && (best === undefined || entry.depth >= best.depth))
        best = { depth: entry.depth, handler };
    }
    if (best === undefined) return isKnown && !isLeftToBrowser(chord) ? { kind: 'swallow' } : { kind: 'ignore' };
    return press.repeat ? { kind: 'swallow' } : { kind: 'run', handler: best.handler };
  }
}

/** Keys whose own effect inside a dialog must survive when a shortcut behind the dialog uses them too. */
function isLeftToBrowser(chord: string): boolean {
  return /^(Shift\+)?(Escape|Enter|Tab|Space| |Arrow\w+|Home|End|PageUp|PageDown|Delete|Backspace|.)$/.test(chord);
}

function findHandler<Handler>(map: HotkeyMap<Handler>, chord: string): Handler | undefined {
  const direct = map[chord];
  if (direct !== undefined) return direct;
  for (const [name, handler] of Object.entries(map))
    if (handler !== undefined && normaliseChord(name) === chord) return handler;
  return undefined;
}
