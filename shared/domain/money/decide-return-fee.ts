import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { totalsOf } from './decide-shift.ts';
import { standingOf, type PaymentStanding } from './fee-balance.ts';
import type { FeePayment } from './fee-payment.ts';
import {
  checkAmount,
  checkApproval,
  checkReason,
  entryHead,
  isClosed,
  withLedger,
  type AmountRefusal,
  type Approval,
  type ApprovalRefusal,
  type DecidedEntry,
  type MoneyCommand,
  type ReasonRefusal,
} from './money-command.ts';
import type { ShiftEntry } from './shift-entry.ts';

export interface ReturnFeeCommand extends MoneyCommand {
  readonly payment: FeePayment;
  /** Everything entered about the payment, in whichever shift. */
  readonly entriesOfPayment: readonly ShiftEntry[];
  readonly reason: string;
  readonly approval: Approval | null;
}

export type ReturnFeeRefusal =
  | ReasonRefusal
  | ApprovalRefusal
  | AppError<'shiftClosed' | 'alreadyVoided'>
  | AppError<'moreThanInDrawer', { readonly expectedVnd: number }>;

/**
 * Hủy biên lai: the payment should not have been taken, or not like this. All of it that is left goes back the way it
 * came; a new payment may be collected in its place. Never an edit (TT 91/2026/TT-BTC Đ20.2).
 */
export function decideVoidFeeReceipt(
  command: ReturnFeeCommand & {
    /** What is collected in its place, in the same commit. */
    readonly replacement: { readonly feePaymentId: FeePaymentId; readonly cashVnd: number } | null;
  },
): Result<DecidedEntry<'feeReceiptVoided'>, ReturnFeeRefusal> {
  const { payment, replacement } = command;
  const standing = standingOf(payment, command.entriesOfPayment);
  const checked = checkReturn(command, standing);
  if (!checked.ok) return checked;
  const { leftVnd } = standing;
  // What is collected anew is paid with what would have gone back.
  const drawer = checkDrawer(command, payment.means, leftVnd - (replacement?.cashVnd ?? 0));
  if (!drawer.ok) return drawer;
  const { feePaymentId, means, dossierId } = payment;
  const what = { feePaymentId, amountVnd: leftVnd, means };
  const replacedBy = replacement?.feePaymentId ?? null;
  const entry = { ...entryHead(command), kind: 'feeReceiptVoided', ...what, ...checked.value, replacedBy } as const;
  return ok(withLedger(command, entry, { ...what, approvedBy: checked.value.approvedBy }, dossierId));
}

export type RefundFeeRefusal =
  | ReturnFeeRefusal
  | AmountRefusal
  | AppError<'transferNotConfirmed'>
  | AppError<'refundAbovePaid', { readonly leftVnd: number }>;

/** Hoàn phí, lệ phí: the agency cannot perform what was paid for (FE-09). The receipt stays; never more than was paid goes back. */
export function decideRefundFee(
  command: ReturnFeeCommand & { readonly amountVnd: number; readonly means: FeePayment['means'] },
): Result<DecidedEntry<'feeRefunded'>, RefundFeeRefusal> {
  const { payment, amountVnd, means } = command;
  const standing = standingOf(payment, command.entriesOfPayment);
  const amount = checkAmount(amountVnd);
  if (!amount.ok) return amount;
  if (!standing.isConfirmed) return err({ code: 'transferNotConfirmed' });
  const checked = checkReturn(command, standing);
  if (!checked.ok) return checked;
  const { leftVnd } = standing;
  if (amountVnd > leftVnd) return err({ code: 'refundAbovePaid', details: { leftVnd } });
  const drawer = checkDrawer(command, means, amountVnd);
  if (!drawer.ok) return drawer;
  const what = { feePaymentId: payment.feePaymentId, amountVnd, means };
  const entry = { ...entryHead(command), kind: 'feeRefunded', ...what, ...checked.value } as const;
  return ok(withLedger(command, entry, { ...what, approvedBy: checked.value.approvedBy }, payment.dossierId));
}

function checkReturn(
  { book, officer, approval, reason: typed }: ReturnFeeCommand,
  standing: PaymentStanding,
): Result<Pick<Extract<ShiftEntry, { kind: 'feeRefunded' }>, 'reason' | 'approvedBy'>, ReturnFeeRefusal> {
  if (isClosed(book)) return err({ code: 'shiftClosed' });
  if (standing.isVoided) return err({ code: 'alreadyVoided' });
  const reason = checkReason(typed);
  if (!reason.ok) return reason;
  const approved = checkApproval(officer.officerId, approval);
  return approved.ok ? ok({ reason: reason.value, ...approved.value }) : approved;
}

function checkDrawer(
  { book }: MoneyCommand,
  means: FeePayment['means'],
  amountVnd: number,
): Result<null, AppError<'moreThanInDrawer', { readonly expectedVnd: number }>> {
  if (means !== 'cash') return ok(null);
  const expectedVnd = totalsOf(book).expectedCashVnd;
  return amountVnd > expectedVnd ? err({ code: 'moreThanInDrawer', details: { expectedVnd } }) : ok(null);
}
