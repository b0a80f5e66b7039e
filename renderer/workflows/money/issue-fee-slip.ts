import { findDossier, findIssuedDocument } from '#renderer/data/repositories/dossier-repository.ts';
import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findPayment } from '#renderer/data/repositories/shift-repository.ts';
import { printDocument, type PrintedCopy, type PrintFailure } from '#renderer/workflows/print-document.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import { buildProvisionalFeeSlip } from '#shared/domain/money/build-fee-slip.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/**
 * Issues the Phiếu thu tạm of a payment and prints it; asked for again, it is printed again as it was issued. It has the
 * id of its payment, so that two windows issue one slip.
 */
export async function issueFeeSlip(
  deps: WorkflowDeps,
  session: Session,
  feePaymentId: FeePaymentId,
): Promise<Result<PrintedCopy, PrintFailure>> {
  const issuedDocumentId = feePaymentId as string as IssuedDocumentId;
  if ((await findIssuedDocument(deps.database, issuedDocumentId)) === undefined) {
    const payment = await findPayment(deps.database, feePaymentId);
    if (payment === undefined) return err({ code: 'unknownPayment' });
    const content = await readSlip(deps, session, payment);
    if (!content.ok) return content;
    const { dossierId, dossierCode } = payment;
    const now = deps.clock.now();
    const mark = { state: 'onRequest', printCount: 0, failureCode: null, updatedAt: now } as const;
    const committed = await deps.unitOfWork.commit({
      issuedDocuments: [{ issuedDocumentId, dossierId, issuedAt: now, content: content.value }],
      printMarks: [{ issuedDocumentId, dossierId, dossierCode, ...mark }],
    });
    if (!committed.ok) return committed;
  }
  return printDocument(deps, session, issuedDocumentId);
}

async function readSlip(
  { database }: WorkflowDeps,
  session: Session,
  payment: FeePayment,
): Promise<Result<IssuedDocument['content'], AppError>> {
  const [office, dossier] = await Promise.all([findOfficeData(database), findDossier(database, payment.dossierId)]);
  if (office === undefined) return err({ code: 'notEnrolled' });
  if (dossier?.ok !== true) return err({ code: 'unknownDossier' });
  const { procedureCode, procedureVersion } = dossier.value;
  const procedure = await database.procedures.get([procedureCode, procedureVersion]);
  if (procedure === undefined) return err({ code: 'unknownProcedureVersion' });
  const slip = buildProvisionalFeeSlip({
    ...{ payment, dossier: dossier.value, procedure, office: office.office },
    collector: office.officers.find(({ officerId }) => officerId === payment.collectedBy) ?? session.officer,
    account: findBeneficiaryAccount(office, procedureCode, toLocalDate(payment.collectedAt)),
  });
  return slip === undefined ? err({ code: 'unknownDocument' }) : ok(slip);
}
