import { useEffect, useRef } from 'react';
import { addKey, isSpoilt, isWholeCode, LONGEST_GAP_MS, type Burst } from './code-burst.ts';

/** The payload of an ID card at the end of a field: nobody types that by hand. */
const CARD_AT_END = /\d{12}\|[^|]*\|[^|]+\|\d{8}\|[^|]*\|[^|]*\|\d{8}.*$/u;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The field that had the focus when a burst began, with its content of before. */
interface Place {
  readonly field: Field | null;
  readonly before: string;
}

interface ReadText extends Place {
  readonly text: string;
  readonly isSpoilt: boolean;
  readonly wasComposed: boolean;
}

type OnCode = (text: string, isSpoilt: boolean) => void;

/**
 * Hears a code reader wherever the focus is. The characters that had already reached the focused field are taken out of
 * it again, the reader's Enter never presses anything, and `onCode` gets the whole text.
 */
export function useCodeReader(onCode: OnCode): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    const ear = new Ear((text, spoilt) => {
      latest.current(text, spoilt);
    });
    const onKeyDown = (event: KeyboardEvent): void => {
      ear.hear(event);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

class Ear {
  readonly #onCode: OnCode;
  #burst: Burst | null = null;
  #place: Place = { field: null, before: '' };
  /** An input method may send the Enter that ended its composition a second time. */
  #deafToEnterUntil = 0;

  constructor(onCode: OnCode) {
    this.#onCode = onCode;
  }

  hear(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || (event.key === 'Process' && event.code === 'Enter')) {
      this.#hearEnter(event);
      return;
    }
    const { key, code, shiftKey: isShifted, timeStamp: at } = event;
    const before = this.#burst;
    this.#burst = addKey(before, { key, code, isShifted, at });
    if (this.#burst === null || this.#burst === before) return;
    if (this.#burst.startedAt !== before?.startedAt) this.#place = placeOfFocus();
    // A field gets all of it, since it may not be a code, and is put back when it was one. Elsewhere a space would press
    // what has the focus.
    if (this.#place.field === null && Array.from(this.#burst.text).length > 1) withhold(event);
  }

  #hearEnter(event: KeyboardEvent): void {
    const read = this.#endOfCode(event.timeStamp);
    this.#burst = null;
    if (read === null) {
      if (event.timeStamp <= this.#deafToEnterUntil) withhold(event);
      return;
    }
    withhold(event);
    if (read.wasComposed) this.#deafToEnterUntil = event.timeStamp + LONGEST_GAP_MS;
    restore(read);
    this.#onCode(read.text, read.isSpoilt);
  }

  /** What Enter ends: a burst, or a card's payload that a slow reader has typed into a field like a person. */
  #endOfCode(at: number): ReadText | null {
    const burst = this.#burst;
    if (burst !== null && isWholeCode(burst, at)) {
      return { text: burst.text, isSpoilt: isSpoilt(burst), wasComposed: burst.wasComposed, ...this.#place };
    }
    const field = focusedField();
    const typed = field === null ? null : CARD_AT_END.exec(field.value);
    if (typed === null) return null;
    const before = field?.value.slice(0, typed.index) ?? '';
    return { text: typed[0], isSpoilt: false, wasComposed: false, field, before };
  }
}

function withhold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function placeOfFocus(): Place {
  const field = focusedField();
  return { field, before: field?.value ?? '' };
}

function focusedField(): Field | null {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null;
}

/** Puts the field back as it was, in a way React notices. */
function restore({ field, before, wasComposed }: ReadText): void {
  if (field === null) return;
  // Leaving the field ends a composition; one that is still open would write into the field after this.
  if (wasComposed) {
    field.blur();
    field.focus();
  }
  if (field.value === before) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, before);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
