import type { Changes } from '#renderer/data/changes.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';

/** What a commit writes of a paper: one that is printed at once, or one that waits until somebody asks for it. */
export function newPaper(
  document: IssuedDocument,
  state: 'pending' | 'onRequest' = 'pending',
): Required<Pick<Changes, 'issuedDocuments' | 'printMarks'>> {
  const { issuedDocumentId, dossierId, issuedAt, content } = document;
  const dossierCode = 'dossierCode' in content ? content.dossierCode : null;
  const mark = { state, printCount: 0, failureCode: null, updatedAt: issuedAt };
  return { issuedDocuments: [document], printMarks: [{ issuedDocumentId, dossierId, dossierCode, ...mark }] };
}
