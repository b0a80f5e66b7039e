import { liveQuery } from 'dexie';
import type { Dossier } from '#shared/domain/dossier.ts';
import { foldText, matchesFolded } from '#shared/domain/fold-text.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { DossierSummaryRow } from '#renderer/data/schema/rows.ts';

/** What the list and its search need of a dossier. */
export function toSummary(dossier: Dossier): DossierSummaryRow {
  const applicantName =
    dossier.applicant.kind === 'citizen' ? dossier.applicant.fullName : dossier.applicant.organisationName;
  const { dossierCode, provisionalCode } = dossier;
  // Found by either code: the citizen's paper may carry the provisional one.
  const codes =
    provisionalCode === undefined || provisionalCode === dossierCode
      ? dossierCode
      : `${dossierCode} ${provisionalCode}`;
  return {
    dossierId: dossier.dossierId,
    dossierCode,
    ...(provisionalCode === undefined ? {} : { provisionalCode }),
    acceptedAt: dossier.acceptedAt,
    resultDueAt: dossier.resultDueAt,
    state: dossier.state,
    applicantName,
    procedureCode: dossier.procedureCode,
    procedureName: dossier.procedureName,
    feeTotalVnd: dossier.feeTotalVnd,
    foldedText: foldText(`${codes} ${applicantName} ${dossier.procedureCode} ${dossier.procedureName}`),
  };
}

/** Summaries read in one go: small enough that typing goes on meanwhile, large enough to walk 20,000 quickly. */
const SUMMARY_PAGE = 200;

/**
 * Walks all summaries from the newest to the oldest, a page at a time, so that no step holds the window up.
 * The walk stops when `onPage` answers false.
 */
export async function walkSummaries(
  database: CounterDatabase,
  onPage: (page: readonly DossierSummaryRow[]) => boolean,
): Promise<void> {
  let before: string | undefined;
  let seenAtBoundary = new Set<string>();
  for (;;) {
    const range =
      before === undefined
        ? database.dossierSummaries.orderBy('acceptedAt').reverse()
        : database.dossierSummaries.where('acceptedAt').belowOrEqual(before).reverse();
    const page = (await range.limit(SUMMARY_PAGE + seenAtBoundary.size).toArray()).filter(
      (row) => !seenAtBoundary.has(row.dossierId),
    );
    const last = page.at(-1);
    if (last === undefined || !onPage(page)) return;
    const sameInstant = page.filter((row) => row.acceptedAt === last.acceptedAt).map((row) => row.dossierId);
    seenAtBoundary = new Set(before === last.acceptedAt ? [...seenAtBoundary, ...sameInstant] : sameInstant);
    before = last.acceptedAt;
  }
}

/** As `walkSummaries`, only those whose code, name or procedure has every word of `query`, marks ignored. */
export async function searchSummaries(
  database: CounterDatabase,
  query: string,
  onPage: (page: readonly DossierSummaryRow[]) => boolean,
): Promise<void> {
  const folded = foldText(query);
  await walkSummaries(database, (page) =>
    onPage(folded === '' ? page : page.filter((row) => matchesFolded(folded, row.foldedText))),
  );
}

/** The newest dossiers that match, at most `most`; stops reading as soon as it has them. */
export async function findDossiers(
  database: CounterDatabase,
  query: string,
  most: number,
): Promise<readonly DossierSummaryRow[]> {
  const found: DossierSummaryRow[] = [];
  await searchSummaries(database, query, (page) => {
    found.push(...page);
    return found.length < most;
  });
  return found.slice(0, most);
}

/**
 * Calls `onChange` at once and after every change of the list: a new dossier, or another state of an old one, from any
 * window. Returns what stops it.
 */
export function watchSummaries(database: CounterDatabase, onChange: () => void): () => void {
  // A count looks at every key, so that any row that is written counts as a change; a page would only see itself.
  const subscription = liveQuery(() => database.dossierSummaries.count()).subscribe({
    next: onChange,
    error: onChange,
  });
  return () => {
    subscription.unsubscribe();
  };
}
