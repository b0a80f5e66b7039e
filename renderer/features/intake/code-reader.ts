import { useEffect, useRef } from 'react';

/**
 * A code reader types like a keyboard, but with only a few milliseconds between characters, and ends with Enter.
 * Gaps are taken from the events' own time stamps.
 */
const LONGEST_GAP_MS = 60;
/** So many characters without a longer gap are no longer a person typing. */
const BURST_LENGTH = 5;
/** Shorter bursts that end with Enter are left alone: they may be somebody's quick fingers. */
const SHORTEST_CODE = 12;

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
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Enter') {
        const finished = burst;
        burst = null;
        if (finished === null || finished.text.length < SHORTEST_CODE) return;
        if (event.timeStamp - finished.lastAt > LONGEST_GAP_MS) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        restore(finished);
        latest.current(finished.text);
        return;
      }
      // Shift and other silent keys come between the characters of a reader.
      if (Array.from(event.key).length !== 1) return;
      if (burst === null || event.timeStamp - burst.lastAt > LONGEST_GAP_MS) burst = startBurst(event.timeStamp);
      burst.text += event.key;
      burst.lastAt = event.timeStamp;
      if (burst.text.length > BURST_LENGTH) {
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

function startBurst(at: number): Burst {
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null;
  return { text: '', lastAt: at, field, before: field?.value ?? '' };
}

/** Puts the field back as it was, in a way React notices. */
function restore({ field, before }: Burst): void {
  if (field === null || field.value === before) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, before);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
