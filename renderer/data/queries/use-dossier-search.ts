import { liveQuery } from 'dexie';
import { useEffect, useState } from 'react';
import { foldText, matchesFolded } from '#shared/domain/fold-text.ts';
import { walkSummaries } from '../repositories/dossier-repository.ts';
import type { CounterDatabase } from '../schema/database.ts';
import type { DossierSummaryRow } from '../schema/rows.ts';

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
    const subscription = liveQuery(() => database.dossierSummaries.orderBy('acceptedAt').reverse().limit(1).toArray()).subscribe({
      next: () => {
        walk += 1;
        const ours = walk;
        const found: DossierSummaryRow[] = [];
        const folded = foldText(query);
        const isOurs = (): boolean => isCurrent && walk === ours;
        void walkSummaries(database, (page) => {
          if (!isOurs()) return false;
          found.push(...(folded === '' ? page : page.filter((row) => matchesFolded(folded, row.foldedText))));
          return true;
        }).then(() => {
          if (isOurs()) setSearch({ rows: found, isComplete: true });
        });
      },
    });
    return () => {
      isCurrent = false;
      subscription.unsubscribe();
    };
  }, [database, query]);
  return search;
}

/** The newest dossiers that match, at most `most`; stops reading as soon as it has them. */
export async function findDossiers(
  database: CounterDatabase,
  query: string,
  most: number,
): Promise<readonly DossierSummaryRow[]> {
  const found: DossierSummaryRow[] = [];
  await walkSummaries(database, (page) => {
    found.push(...page.filter((row) => matchesFolded(query, row.foldedText)));
    return found.length < most;
  });
  return found.slice(0, most);
}
