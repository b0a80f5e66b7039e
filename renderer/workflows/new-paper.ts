import type { Changes } from '#renderer/data/changes.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';

/** What a commit writes of a paper that is to be printed at once. */
export function newPaper(document: IssuedDocument): Required<Pick<Changes, 'issuedDocuments' | 'printMarks'>> {
  const { issuedDocumentId, dossierId, issuedAt, content } = document;
  const dossierCode = 'dossierCode' in content ? content.dossierCode : null;
  const mark = { state: 'pending', printCount: 0, failureCode: null, updatedAt: issuedAt } as const;
  return { issuedDocuments: [document], printMarks: [{ issuedDocumentId, dossierId, dossierCode, ...mark }] };
}
