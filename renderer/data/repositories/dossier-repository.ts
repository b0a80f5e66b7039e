import { dossierSchema, type Dossier } from '#shared/domain/dossier.ts';
import { intakeDraftSchema, type IntakeDraft } from '#shared/domain/intake-draft.ts';
import { issuedDocumentSchema, type IssuedDocument } from '#shared/domain/issued-document.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, DraftId, IssuedDocumentId, OfficerId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { fromRow } from '../row-codec.ts';
import type { CounterDatabase } from '../schema/database.ts';
import type { DossierSummaryRow, PrintMarkRow } from '../schema/rows.ts';

type Read<Value> = Result<Value, AppError<'damagedRow', { readonly path: string }>>;

export async function findDossier(database: CounterDatabase, dossierId: DossierId): Promise<Read<Dossier> | undefined> {
  const row = await database.dossiers.get(dossierId);
  return row === undefined ? undefined : fromRow(dossierSchema, row);
}

export async function findIssuedDocument(
  database: CounterDatabase,
  issuedDocumentId: IssuedDocumentId,
): Promise<Read<IssuedDocument> | undefined> {
  const row = await database.issuedDocuments.get(issuedDocumentId);
  return row === undefined ? undefined : fromRow(issuedDocumentSchema, row);
}

export async function findPrintMark(
  database: CounterDatabase,
  issuedDocumentId: IssuedDocumentId,
): Promise<PrintMarkRow | undefined> {
  return database.printMarks.get(issuedDocumentId);
}

/** Drafts of one officer, newest first. A draft that cannot be read any more is left where it is. */
export async function listDrafts(database: CounterDatabase, officerId: OfficerId): Promise<readonly IntakeDraft[]> {
  const rows = await database.drafts.orderBy('updatedAt').reverse().toArray();
  return rows.flatMap((row) => {
    const parsed = fromRow(intakeDraftSchema, row);
    return parsed.ok && parsed.value.startedBy === officerId ? [parsed.value] : [];
  });
}

export async function findDraft(database: CounterDatabase, draftId: DraftId): Promise<IntakeDraft | undefined> {
  const row = await database.drafts.get(draftId);
  if (row === undefined) return undefined;
  const parsed = fromRow(intakeDraftSchema, row);
  return parsed.ok ? parsed.value : undefined;
}

/** Summaries read in one go: small enough for one frame, large enough to walk 20,000 quickly. */
const SUMMARY_PAGE = 400;

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
