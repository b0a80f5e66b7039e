import type { CommitFailure } from '#renderer/data/changes.ts';
import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findDossier, findReceiptOf } from '#renderer/data/repositories/dossier-repository.ts';
import { toQrPayload } from '#shared/domain/build-intake-receipt.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { newPaper } from './new-paper.ts';
import { printDocument } from './print-document.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type ReissueFailure = AppError<'unknownDocument' | 'notEnrolled' | 'damagedRow'> | CommitFailure;

/**
 * Issues the receipt again with the official code beside the provisional one (mã tạm) and prints it. The first paper
 * stays as it was issued; asked for again, the second one is printed again. Everything but the codes is as on the first
 * paper: what was paid later and who is at the counter today change nothing of what was received then.
 */
export async function reissueReceipt(
  deps: WorkflowDeps,
  session: Session,
  dossierId: DossierId,
): Promise<Result<IssuedDocumentId, ReissueFailure>> {
  const [dossier, first, office] = await Promise.all([
    findDossier(deps.database, dossierId),
    findReceiptOf(deps.database, dossierId),
    findOfficeData(deps.database),
  ]);
  if (dossier === undefined || first === undefined) return err({ code: 'unknownDocument' });
  if (!dossier.ok) return dossier;
  if (!first.ok) return first;
  if (office === undefined) return err({ code: 'notEnrolled' });
  const { dossierCode, orderNumber, provisionalCode } = dossier.value;
  if (provisionalCode === undefined || provisionalCode === dossierCode) return err({ code: 'unknownDocument' });
  if (first.value.content.dossierCode === dossierCode) return print(deps, session, first.value.issuedDocumentId);
  const qrPayload = toQrPayload(dossier.value, office.office);
  const content = { ...first.value.content, dossierCode, orderNumber, provisionalCode, qrPayload };
  const issuedDocumentId = deps.ids.next<IssuedDocumentId>();
  const document = { issuedDocumentId, dossierId, issuedAt: deps.clock.now(), content };
  const committed = await deps.unitOfWork.commit(newPaper(document));
  if (!committed.ok) return committed;
  return print(deps, session, issuedDocumentId);
}

/** How the print ended is told by its mark, as for every paper. */
async function print(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<IssuedDocumentId, never>> {
  await printDocument(deps, session, issuedDocumentId);
  return ok(issuedDocumentId);
}
