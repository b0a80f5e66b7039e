/** Reads a typed whole number, whatever stands between the digits; a leading minus counts. `undefined` if no digit. */
export function readIntegerText(text: string): number | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits === '') return undefined;
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) return undefined;
  return /^\s*[-−]/.test(text) ? -value : value;
}

/** How many digits stand to the right of the caret. */
export function digitsAfter(text: string, caret: number): number {
  return text.slice(caret).replace(/\D/g, '').length;
}

/** Where the caret goes so that the same number of digits stays to its right after regrouping (1.234| → 12.345|). */
export function caretBefore(text: string, digitsRight: number): number {
  let caret = text.length;
  let seen = 0;
  while (caret > 0 && seen < digitsRight) {
    caret -= 1;
    if (/\d/.test(text.charAt(caret))) seen += 1;
  }
  // Without digits to the right, stand after the last digit rather than after a unit such as " đ".
  while (digitsRight === 0 && caret > 0 && !/\d/.test(text.charAt(caret - 1))) caret -= 1;
  return caret;
}

/**
 * What a text and its caret mean after an edit. Deleting a separator alone would change nothing, since it is put back;
 * Backspace then takes the digit before it.
 */
export function readEdit(
  typed: string,
  caret: number,
  before: string,
): { readonly text: string; readonly digitsRight: number } {
  const digitsRight = digitsAfter(typed, caret);
  const isSeparatorGone = typed.length === before.length - 1 && digitsAfter(typed, 0) === digitsAfter(before, 0);
  if (!isSeparatorGone) return { text: typed, digitsRight };
  const left = typed.slice(0, caret).replace(/\d(?=\D*$)/, '');
  return { text: left + typed.slice(caret), digitsRight };
}

export function clampInteger(value: number, min: number | undefined, max: number | undefined): number {
  return Math.min(max ?? Number.MAX_SAFE_INTEGER, Math.max(min ?? Number.MIN_SAFE_INTEGER, value));
}
