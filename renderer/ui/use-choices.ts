import { useEffect, useMemo, useState } from 'react';
import type { ChoiceGroup } from './choices.ts';

/** Finds the groups for what was typed. A plain value is shown in the same frame; a promise when it arrives. */
export type FindChoices<Value> = (
  query: string,
) => readonly ChoiceGroup<Value>[] | Promise<readonly ChoiceGroup<Value>[]>;

export interface FoundChoices<Value> {
  readonly groups: readonly ChoiceGroup<Value>[];
  /** A search is under way and `groups` still belong to the one before. */
  readonly isSearching: boolean;
}

/**
 * The choices for `query`. While a promise is pending the earlier choices stay, so the list never flickers; an
 * answer that arrives after a newer query is dropped. A failed search leaves the list empty.
 * `find` must keep its identity between renders (module function, useCallback), or every render searches again.
 */
export function useChoices<Value>(find: FindChoices<Value>, query: string, isActive: boolean): FoundChoices<Value> {
  const immediate = useMemo(() => (isActive ? find(query) : []), [find, query, isActive]);
  const [arrived, setArrived] = useState<readonly ChoiceGroup<Value>[]>([]);
  const [arrivedFor, setArrivedFor] = useState<unknown>(undefined);
  useEffect(() => {
    if (!(immediate instanceof Promise)) return undefined;
    let isCurrent = true;
    const settle = (groups: readonly ChoiceGroup<Value>[]) => {
      if (!isCurrent) return;
      setArrived(groups);
      setArrivedFor(immediate);
    };
    immediate.then(settle, () => settle([]));
    return () => {
      isCurrent = false;
    };
  }, [immediate]);
  if (!(immediate instanceof Promise)) return { groups: immediate, isSearching: false };
  return { groups: arrived, isSearching: arrivedFor !== immediate };
}
