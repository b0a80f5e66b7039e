import { useState } from 'react';
import type { Choice } from './choices.ts';
import { entryAfterKey } from './list-navigation.ts';

export interface Highlight {
  /** Always inside the list; 0 when the list is empty. */
  readonly index: number;
  readonly set: (index: number) => void;
  /** @returns whether the key moved the highlight */
  readonly moveByKey: (key: string) => boolean;
}

/** Which choice Enter would take. Starts at the choice with `startKey`, else at the first. */
export function useHighlight(choices: readonly Choice<unknown>[], startKey?: string): Highlight {
  const [moved, setMoved] = useState<{ readonly index: number; readonly from: string | undefined }>();
  const start = startKey === undefined ? 0 : choices.findIndex((choice) => choice.key === startKey);
  const wanted = moved !== undefined && moved.from === startKey ? moved.index : start;
  const index = Math.max(0, Math.min(choices.length - 1, wanted));
  const set = (next: number) => setMoved({ index: next, from: startKey });
  return {
    index,
    set,
    moveByKey: (key) => {
      const next = entryAfterKey(key, index, choices.length);
      if (next !== undefined) set(next);
      return next !== undefined;
    },
  };
}
