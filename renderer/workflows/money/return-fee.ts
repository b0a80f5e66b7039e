import type { Changes, CommitFailure } from '#renderer/data/changes.ts';
import { listEntriesOfPayments, findPayment } from '#renderer/data/repositories/shift-repository.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import {
  decideCollectFee,
  type CollectedFee,
  type CollectFeeRefusal,
  type FeeTaking,
} from '#shared/domain/money/decide-collect-fee.ts';
import {
  decideRefundFee,
  decideVoidFeeReceipt,
  type RefundFeeRefusal,
  type ReturnFeeRefusal,
} from '#shared/domain/money/decide-return-fee.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Approval } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import { collectChanges, findBookFor, toCollectCommand, withReceiptNumber } from './collect-fee.ts';
import { readFeeDesk, type FeeDesk, type FeeDeskFailure } from './fee-desk.ts';
import { printNewFeePaper } from './fee-papers.ts';
import { findOpenReport, readApproval, recordEntry, type Approver } from './record-entry.ts';

export interface FeeReturn {
  readonly feePaymentId: FeePaymentId;
  readonly reason: string;
  /** The second officer; `null` when nobody was asked, which is refused. */
  readonly approver: Approver | null;
}

export interface VoidedFee {
  readonly entry: ShiftEntry;
  /** Collected anew in the same commit. */
  readonly replacement: CollectedFee | null;
}

export type VoidFeeFailure =
  ReturnFeeRefusal | CollectFeeRefusal | FeeDeskFailure | AppError<'unknownPayment'> | CommitFailure;

/**
 * Voids a payment (hủy biên lai), in whichever shift it was taken; the money goes back in this one. With `replacement` the
 * right payment is collected in its place: both or neither.
 */
export async function voidFeeReceipt(
  deps: WorkflowDeps,
  session: Session,
  { feePaymentId, reason, approver }: FeeReturn,
  replacement: FeeTaking | null,
): Promise<Result<VoidedFee, VoidFeeFailure>> {
  const [payment, approval] = await Promise.all([
    findPayment(deps.database, feePaymentId),
    readApproval(deps, approver),
  ]);
  if (payment === undefined) return err({ code: 'unknownPayment' });
  return withReceiptNumber(async (lost) => {
    const anew: Anew = { book: null, collected: null, desk: null };
    const recorded = await recordEntry<VoidFeeFailure>(deps, session, session.shift, async (command) => {
      if (replacement !== null) {
        const collected = await collectAnew(deps, session, payment, replacement, lost);
        if (!collected.ok) return collected;
        Object.assign(anew, collected.value);
      }
      const decided = decideVoidFeeReceipt({
        ...command,
        ...(await aboutPayment(deps, payment, reason, approval)),
        replacement: toReplacement(anew.collected),
      });
      if (!decided.ok) return decided;
      return ok({
        ...decided.value,
        dossierId: payment.dossierId,
        dependsOn: await findOpenReport(deps, payment, session.shift),
        with: await changesOf(deps, anew),
      });
    });
    const result = recorded.ok ? ok({ entry: recorded.value, replacement: anew.collected }) : recorded;
    if (recorded.ok && anew.collected !== null) void printNewFeePaper(deps, session, anew.collected.payment);
    return { result, book: anew.book };
  });
}

interface Anew {
  book: FeeReceiptBookRow | null;
  collected: CollectedFee | null;
  desk: FeeDesk | null;
}

async function collectAnew(
  deps: WorkflowDeps,
  session: Session,
  { dossierId, feePaymentId }: FeePayment,
  taking: FeeTaking,
  lost: FeeReceiptBookRow | undefined,
): Promise<Result<Anew, CollectFeeRefusal | FeeDeskFailure>> {
  const desk = await readFeeDesk(deps, dossierId);
  if (!desk.ok) return desk;
  const book = await findBookFor(deps, desk.value, taking.means, lost);
  const what = { taking, shownOwedVnd: null, book, replaces: feePaymentId };
  const collected = decideCollectFee(await toCollectCommand(deps, session, desk.value, what));
  return collected.ok ? ok({ book, collected: collected.value, desk: desk.value }) : collected;
}

async function changesOf(deps: WorkflowDeps, { book, collected, desk }: Anew): Promise<Changes> {
  return collected === null || desk === null ? {} : collectChanges(deps, desk, collected, book);
}

function toReplacement(
  collected: CollectedFee | null,
): { readonly feePaymentId: FeePaymentId; readonly cashVnd: number } | null {
  if (collected === null) return null;
  const { feePaymentId, means, amountVnd } = collected.payment;
  return { feePaymentId, cashVnd: means === 'cash' ? amountVnd : 0 };
}

export type RefundFeeFailure = RefundFeeRefusal | AppError<'unknownPayment'> | CommitFailure;

/** Refunds a payment or a part of it (FE-09), in this shift; its receipt stays. */
export async function refundFee(
  deps: WorkflowDeps,
  session: Session,
  { feePaymentId, reason, approver }: FeeReturn,
  refund: { readonly amountVnd: number; readonly means: FeePayment['means'] },
): Promise<Result<ShiftEntry, RefundFeeFailure>> {
  const [payment, approval] = await Promise.all([
    findPayment(deps.database, feePaymentId),
    readApproval(deps, approver),
  ]);
  if (payment === undefined) return err({ code: 'unknownPayment' });
  return recordEntry<RefundFeeFailure>(deps, session, session.shift, async (command) => {
    const about = await aboutPayment(deps, payment, reason, approval);
    const decided = decideRefundFee({ ...command, ...about, ...refund });
    if (!decided.ok) return decided;
    const dependsOn = await findOpenReport(deps, payment, session.shift);
    return ok({ ...decided.value, dossierId: payment.dossierId, dependsOn });
  });
}

async function aboutPayment(
  { database }: WorkflowDeps,
  payment: FeePayment,
  reason: string,
  approval: Approval | null,
): Promise<{
  readonly payment: FeePayment;
  readonly entriesOfPayment: readonly ShiftEntry[];
  readonly reason: string;
  readonly approval: Approval | null;
}> {
  return { payment, entriesOfPayment: await listEntriesOfPayments(database, [payment.feePaymentId]), reason, approval };
}
