import type { DossierDetail } from '#renderer/data/queries/queries.ts';

type Mark = DossierDetail['printMarks'][number];

/** The receipt of a dossier among its papers: the one with the code it has now, if that has been issued, else the first. */
export function findReceiptMark({ dossier, papers, printMarks }: DossierDetail): {
  readonly mark: Mark | undefined;
  readonly hasCurrentCode: boolean;
} {
  const receipts = papers.filter(({ kind }) => kind === 'intakeReceipt');
  const marks = receipts.flatMap(({ issuedDocumentId }) =>
    printMarks.filter((mark) => mark.issuedDocumentId === issuedDocumentId),
  );
  const current = marks.find((mark) => mark.dossierCode === dossier.dossierCode);
  return { mark: current ?? marks[0], hasCurrentCode: current !== undefined };
}
