import { useEffect, useRef } from 'react';

/**
 * A code reader types like a keyboard, but with only a few milliseconds between characters, and ends with Enter.
 * Gaps are taken from the events' own time stamps.
 */
const LONGEST_GAP_MS = 35;
/** So many characters without a longer gap are no person's fingers. Anything shorter is left alone, Enter included. */
const SHORTEST_CODE = 12;
/** The payload of an ID card at the end of a field: nobody types that by hand. */
const CARD_AT_END = /\d{12}\|[^|]*\|[^|]+\|\d{8}\|[^|]*\|[^|]*\|\d{8}.*$/u;

interface Burst {
  text: string;
  lastAt: number;
  /** The field that had the focus, with its content before the burst. */
  readonly field: HTMLInputElement | HTMLTextAreaElement | null;
  readonly before: string;
}

/**
 * Hears a code reader wherever the focus is. The characters that had already reached the focused field are taken out of
 * it again, the reader's Enter never presses anything, and `onCode` gets the whole text.
 */
export function useCodeReader(onCode: (text: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    let burst: Burst | null = null;
    const finish = (event: KeyboardEvent): void => {
      const read = endOfCode(burst, event.timeStamp);
      burst = null;
      if (read === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      restore(read);
      latest.current(read.text);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Enter') {
        finish(event);
        return;
      }
      // Shift and other silent keys come between the characters of a reader.
      if (Array.from(event.key).length !== 1) return;
      if (burst === null || event.timeStamp - burst.lastAt > LONGEST_GAP_MS) burst = startBurst(event.timeStamp);
      burst.text += event.key;
      burst.lastAt = event.timeStamp;
      // In a field nothing is withheld while it may still be a person; elsewhere a space would press what has the focus.
      if (burst.text.length > (burst.field === null ? 1 : SHORTEST_CODE)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

type ReadCode = Pick<Burst, 'text' | 'field' | 'before'>;

/** What Enter ends: a burst, or a card's payload that a slow reader has typed into a field like a person. */
function endOfCode(burst: Burst | null, at: number): ReadCode | null {
  const isBurst = burst !== null && burst.text.length >= SHORTEST_CODE && at - burst.lastAt <= LONGEST_GAP_MS;
  if (isBurst) return burst;
  const field = focusedField();
  const typed = field === null ? null : CARD_AT_END.exec(field.value);
  return typed === null ? null : { text: typed[0], field, before: field?.value.slice(0, typed.index) ?? '' };
}

function startBurst(at: number): Burst {
  const field = focusedField();
  return { text: '', lastAt: at, field, before: field?.value ?? '' };
}

function focusedField(): HTMLInputElement | HTMLTextAreaElement | null {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null;
}

/** Puts the field back as it was, in a way React notices. */
function restore({ field, before }: ReadCode): void {
  if (field === null || field.value === before) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, before);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
