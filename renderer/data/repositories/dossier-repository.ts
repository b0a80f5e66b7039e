import { dossierSchema, type Dossier } from '#shared/domain/dossier.ts';
import { intakeDraftSchema, type IntakeDraft } from '#shared/domain/intake-draft.ts';
import {
  isIntakeReceipt,
  issuedDocumentSchema,
  type IssuedDocument,
  type IssuedIntakeReceipt,
} from '#shared/domain/issued-document.ts';
import { findPaperReference, type DossierPaper } from '#shared/domain/papers/paper-content.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, DraftId, IssuedDocumentId, OfficerId } from '#shared/kernel/ids.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { PrintMarkRow } from '#renderer/data/schema/rows.ts';
import { toSummary } from './dossier-summaries.ts';

type Read<Value> = Result<Value, AppError<'damagedRow', { readonly path: string }>>;

export async function findDossier(database: CounterDatabase, dossierId: DossierId): Promise<Read<Dossier> | undefined> {
  const row = await database.dossiers.get(dossierId);
  return row === undefined ? undefined : fromRow(dossierSchema, row);
}

/** By the official code or the provisional one: the citizen's paper may carry either. */
export async function findDossierIdByCode(database: CounterDatabase, code: string): Promise<DossierId | undefined> {
  const byOfficial = await database.dossiers.where('dossierCode').equals(code).primaryKeys();
  const found = byOfficial[0] ?? (await database.dossiers.where('provisionalCode').equals(code).primaryKeys())[0];
  return found as DossierId | undefined;
}

/**
 * Dossiers of one applicant at this station, the newest first.
 * @param applicantNumber số định danh cá nhân, or a tax code
 */
export async function listDossiersOf(database: CounterDatabase, applicantNumber: string): Promise<readonly Dossier[]> {
  const rows = await database.dossiers
    .where('applicant.personalIdNumber')
    .equals(applicantNumber)
    .or('applicant.taxCode')
    .equals(applicantNumber)
    .toArray();
  const dossiers = rows.map((row) => fromRow(dossierSchema, row)).filter((read) => read.ok);
  return dossiers.map(({ value }) => value).sort((a, b) => (a.acceptedAt < b.acceptedAt ? 1 : -1));
}

/** Dossiers of the same applicant that this station accepted on a day, in that order. */
export async function listDossiersOfDay(
  database: CounterDatabase,
  { applicant }: Pick<Dossier, 'applicant'>,
  on: LocalDate,
): Promise<readonly Dossier[]> {
  const number = applicant.kind === 'citizen' ? applicant.personalIdNumber : applicant.taxCode;
  const dossiers = await listDossiersOf(database, number);
  return dossiers.filter(({ acceptedAt }) => toLocalDate(acceptedAt) === on).reverse();
}

/**
 * Those of the given ids whose intake has ended: accepted, refused or sent back for a supplement. Each of them has left
 * an entry in the ledger, which is never cleared.
 */
export async function findRecorded(
  database: CounterDatabase,
  dossierIds: readonly DossierId[],
): Promise<ReadonlySet<DossierId>> {
  // One request each, all at once: a commit must not meet the entries it is about to write.
  const counts = await Promise.all(dossierIds.map((id) => database.ledger.where('dossierId').equals(id).count()));
  return new Set(dossierIds.filter((_, index) => (counts[index] ?? 0) > 0));
}

export async function findIssuedDocument(
  database: CounterDatabase,
  issuedDocumentId: IssuedDocumentId,
): Promise<Read<IssuedDocument> | undefined> {
  const row = await database.issuedDocuments.get(issuedDocumentId);
  return row === undefined ? undefined : fromRow(issuedDocumentSchema, row);
}

/** Papers about any of the dossiers, in the order in which they were issued. One that cannot be read is left out. */
export async function listIssuedDocuments(
  database: CounterDatabase,
  dossierIds: readonly DossierId[],
): Promise<readonly IssuedDocument[]> {
  const rows = await database.issuedDocuments
    .where('dossierId')
    .anyOf([...dossierIds])
    .sortBy('issuedAt');
  const documents = rows.map((row) => fromRow(issuedDocumentSchema, row)).filter((read) => read.ok);
  return documents.map(({ value }) => value);
}

/** The same paper, issued before about any of the dossiers: of that kind and under that reference. */
export async function findIssuedPaper(
  database: CounterDatabase,
  dossierIds: readonly DossierId[],
  content: DossierPaper,
): Promise<IssuedDocumentId | undefined> {
  const reference = findPaperReference(content);
  const documents = await listIssuedDocuments(database, dossierIds);
  return documents.find(
    (issued) => issued.content.kind === content.kind && findPaperReference(issued.content) === reference,
  )?.issuedDocumentId;
}

/** The receipt issued last for the dossier. */
export async function findReceiptOf(
  database: CounterDatabase,
  dossierId: DossierId,
): Promise<Read<IssuedIntakeReceipt> | undefined> {
  const rows = await database.issuedDocuments.where('dossierId').equals(dossierId).sortBy('issuedAt');
  for (const row of rows.reverse()) {
    const read = fromRow(issuedDocumentSchema, row);
    if (!read.ok) return read;
    if (isIntakeReceipt(read.value)) return ok(read.value);
  }
  return undefined;
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

/** What the province tells of a dossier that was taken in under a provisional code. */
export interface OfficialCode {
  readonly dossierId: DossierId;
  readonly provisionalCode: string;
  readonly dossierCode: string;
  readonly orderNumber: number;
}

/**
 * Puts the official code that the province has given beside the provisional one; call it inside a transaction on both
 * tables. A code once official stays: told again, or of a dossier this station does not hold, nothing changes.
 */
export async function putOfficialCode(
  database: CounterDatabase,
  { dossierId, dossierCode, orderNumber, provisionalCode }: OfficialCode,
): Promise<void> {
  const dossier = await database.dossiers.get(dossierId);
  if (dossier?.dossierCode !== provisionalCode) return;
  const coded: Dossier = { ...dossier, dossierCode, orderNumber, provisionalCode };
  await database.dossiers.put(coded);
  await database.dossierSummaries.put(toSummary(coded));
}
