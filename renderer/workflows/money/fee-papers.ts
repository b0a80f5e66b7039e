import type { Changes } from '#renderer/data/changes.ts';
import { findIssuedPaper } from '#renderer/data/repositories/dossier-repository.ts';
import { findPayment } from '#renderer/data/repositories/shift-repository.ts';
import { newPaper } from '#renderer/workflows/new-paper.ts';
import { printDocument, type PrintedCopy } from '#renderer/workflows/print-document.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import { buildFeeReceipt, type FeeReceiptSource } from '#shared/domain/money/build-fee-receipt.ts';
import { buildProvisionalFeeSlip } from '#shared/domain/money/build-fee-slip.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { FeeReceipt } from '#shared/domain/papers/fee-receipt.ts';
import type { ProvisionalFeeSlip } from '#shared/domain/papers/provisional-fee-slip.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { readFeeDesk, type FeeDesk } from './fee-desk.ts';

type FeePaper = ProvisionalFeeSlip | FeeReceipt;

/**
 * The paper that is issued in the commit that takes the money, so that each number that was given has its paper. It has
 * the id of its payment.
 */
export function feePaperChanges(
  { host }: Pick<WorkflowDeps, 'host'>,
  desk: Omit<FeeDesk, 'station'>,
  payment: FeePayment,
): Pick<Changes, 'issuedDocuments' | 'printMarks'> {
  const content = buildPaper(desk, payment);
  if (content === undefined) return {};
  const document = toDocument(payment, content, idOfPaperOf(payment));
  return newPaper(document, host.capabilities.silentPrint ? 'pending' : 'onRequest');
}

/**
 * Prints the paper of a payment: the slip, or the picture of the official receipt once there is one. Printed before, it
 * is a numbered reprint of the same paper.
 */
export async function printFeePaper(
  deps: WorkflowDeps,
  session: Session,
  feePaymentId: FeePaymentId,
): Promise<Result<PrintedCopy, AppError>> {
  const payment = await findPayment(deps.database, feePaymentId);
  if (payment === undefined) return err({ code: 'unknownPayment' });
  const desk = await readFeeDesk(deps, payment.dossierId);
  if (!desk.ok) return desk;
  const state = await deps.database.feeReceiptStates.get(feePaymentId);
  const content = buildPaper(desk.value, payment, state?.issued ?? null);
  if (content === undefined) return err({ code: 'noFeePaperYet' });
  const issuedDocumentId = await findIssuedPaper(deps.database, [payment.dossierId], content);
  if (issuedDocumentId !== undefined) return printDocument(deps, session, issuedDocumentId);
  const document = toDocument(payment, content, deps.ids.next<IssuedDocumentId>());
  const committed = await deps.unitOfWork.commit(newPaper(document));
  return committed.ok ? printDocument(deps, session, document.issuedDocumentId) : committed;
}

/**
 * Prints what was issued with the money; nothing when nothing was, or where each paper is a dialog: two at once would
 * take one another's place. How that ended is told by its mark.
 */
export async function printNewFeePaper(deps: WorkflowDeps, session: Session, payment: FeePayment): Promise<void> {
  if (payment.receiptNumber !== undefined && deps.host.capabilities.silentPrint)
    await printDocument(deps, session, idOfPaperOf(payment));
}

function idOfPaperOf({ feePaymentId }: FeePayment): IssuedDocumentId {
  return feePaymentId as string as IssuedDocumentId;
}

function toDocument({ dossierId }: FeePayment, content: FeePaper, issuedDocumentId: IssuedDocumentId): IssuedDocument {
  return { issuedDocumentId, dossierId, issuedAt: content.issuedAt, content };
}

/** `undefined`: the payment has no number yet, so there is nothing to give. */
function buildPaper(
  { office, dossier, procedure }: Omit<FeeDesk, 'station'>,
  payment: FeePayment,
  issued: FeeReceiptSource['receipt'] | null = null,
): FeePaper | undefined {
  const source = {
    ...{ payment, dossier, office: office.office },
    procedure: procedure ?? { feeRates: [], isSample: office.office.isSample },
    collector: office.officers.find(({ officerId }) => officerId === payment.collectedBy) ?? { fullName: '–' },
  };
  const { receiptNumber, collectedAt } = payment;
  const leased =
    receiptNumber?.kind === 'feeReceipt' ? { receiptNumber, issuedAt: collectedAt, lookupUrl: null } : null;
  const receipt = issued ?? leased;
  if (receipt !== null && office.feeReceipts !== undefined) {
    return buildFeeReceipt({ ...source, settings: office.feeReceipts, receipt });
  }
  const account = findBeneficiaryAccount(office, dossier.procedureCode, toLocalDate(collectedAt));
  return buildProvisionalFeeSlip({ ...source, account });
}
