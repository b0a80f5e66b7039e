import { useEffect, useState } from 'react';
import { searchSummaries, watchSummaries } from '#renderer/data/repositories/dossier-summaries.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { DossierSummaryRow } from '#renderer/data/schema/rows.ts';

export interface DossierSearch {
  /** Newest first. Grows while the walk goes on. */
  readonly rows: readonly DossierSummaryRow[];
  readonly isComplete: boolean;
}

const NOTHING: DossierSearch = { rows: [], isComplete: false };

/**
 * All dossiers whose code, name or procedure has every word of `query` (marks ignored), newest first. Runs again when
 * dossiers change; a newer query ends the older walk, and no step of it reads more than one page.
 */
export function useDossierSearch(database: CounterDatabase, query: string): DossierSearch {
  const [search, setSearch] = useState<DossierSearch>(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    let walk = 0;
    const stop = watchSummaries(database, () => {
      walk += 1;
      const ours = walk;
      const found: DossierSummaryRow[] = [];
      const isOurs = (): boolean => isCurrent && walk === ours;
      void searchSummaries(database, query, (page) => {
        found.push(...page);
        return isOurs();
      }).then(() => {
        if (isOurs()) setSearch({ rows: found, isComplete: true });
      });
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [database, query]);
  return search;
}
