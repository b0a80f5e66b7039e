import type { AppError } from '#shared/kernel/app-error.ts';
import type { OfficerId, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { toOneLine } from '#shared/domain/draft-to-dossier.ts';
import {
  checkAmount,
  checkApproval,
  checkReason,
  entryHead,
  isClosed,
  isOpened,
  withLedger,
  type AmountRefusal,
  type Approval,
  type ApprovalRefusal,
  type DecidedEntry,
  type MoneyCommand,
  type ReasonRefusal,
  type ShiftBook,
  type ShiftRefusal,
} from './money-command.ts';
import { accountOf } from './shift-account.ts';
import type { CountedNotes, ShiftEntry, ShiftTotals } from './shift-entry.ts';

/** Notes of the State Bank in circulation, the largest first; 500 and 200 đồng are still counted when they turn up. */
export const DENOMINATIONS_VND = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200,
] as const;

/** What the shift has as of now. */
export function totalsOf({ payments, entries, confirmedAmounts }: ShiftBook): ShiftTotals {
  return accountOf(payments, entries, confirmedAmounts);
}

export type OpenShiftRefusal = AppError<'shiftAlreadyOpened' | 'shiftClosed' | 'amountNotWhole' | 'amountNegative'>;

/** Mở ca: the money in the drawer is counted. Also after the first fee was taken: then it is the money from before it. */
export function decideOpenShift(
  command: MoneyCommand & { readonly floatVnd: number; readonly handedOverFrom: ShiftId | null },
): Result<DecidedEntry<'shiftOpened'>, OpenShiftRefusal> {
  const { book, floatVnd, handedOverFrom } = command;
  if (isClosed(book)) return err({ code: 'shiftClosed' });
  if (isOpened(book)) return err({ code: 'shiftAlreadyOpened' });
  if (!Number.isSafeInteger(floatVnd)) return err({ code: 'amountNotWhole' });
  if (floatVnd < 0) return err({ code: 'amountNegative' });
  const entry = { ...entryHead(command), kind: 'shiftOpened', floatVnd, handedOverFrom } as const;
  return ok(withLedger(command, entry, { floatVnd }));
}

export interface CashMove {
  readonly direction: 'in' | 'out';
  readonly purpose: Extract<ShiftEntry, { kind: 'cashMoved' }>['purpose'];
  readonly amountVnd: number;
  readonly reason: string;
}

export type MoveCashRefusal =
  ShiftRefusal | AmountRefusal | ReasonRefusal | AppError<'moreThanInDrawer', { readonly expectedVnd: number }>;

/** Cash that is nobody's fee goes into or out of the drawer. */
export function decideMoveCash(
  command: MoneyCommand & { readonly move: CashMove },
): Result<DecidedEntry<'cashMoved'>, MoveCashRefusal> {
  const { book, move } = command;
  const working = checkWorking(book);
  if (!working.ok) return working;
  const amount = checkAmount(move.amountVnd);
  if (!amount.ok) return amount;
  const reason = checkReason(move.reason);
  if (!reason.ok) return reason;
  const expectedVnd = totalsOf(book).expectedCashVnd;
  if (move.direction === 'out' && move.amountVnd > expectedVnd) {
    return err({ code: 'moreThanInDrawer', details: { expectedVnd } });
  }
  const { direction, purpose, amountVnd } = move;
  const what = { direction, purpose, amountVnd };
  const entry = { ...entryHead(command), kind: 'cashMoved', ...what, reason: reason.value } as const;
  return ok(withLedger(command, entry, what));
}

export interface CloseShiftCommand extends MoneyCommand {
  readonly counted: readonly CountedNotes[];
  readonly differenceReason: string;
  readonly handedOverTo: OfficerId | null;
  /** Collections half entered and approvals still waited for. */
  readonly unsettledCount: number;
}

export type CloseShiftRefusal =
  | ShiftRefusal
  | AppError<'shiftHasUnsettled', { readonly count: number }>
  | AppError<'notesMiscounted' | 'handedOverToSelf' | 'differenceReasonMissing'>;

/**
 * Chốt ca: what was counted beside what must be there. A difference is kept as it is, with its reason; it changes no
 * other line. Nothing but corrections follows.
 */
export function decideCloseShift(command: CloseShiftCommand): Result<DecidedEntry<'shiftClosed'>, CloseShiftRefusal> {
  const { book, counted, handedOverTo, officer, unsettledCount } = command;
  const working = checkWorking(book);
  if (!working.ok) return working;
  if (unsettledCount > 0) return err({ code: 'shiftHasUnsettled', details: { count: unsettledCount } });
  if (!isCountable(counted)) return err({ code: 'notesMiscounted' });
  if (handedOverTo === officer.officerId) return err({ code: 'handedOverToSelf' });
  const totals = totalsOf(book);
  const countedVnd = countedSum(counted);
  const differenceVnd = countedVnd - totals.expectedCashVnd;
  const reason = toOneLine(command.differenceReason);
  if (differenceVnd !== 0 && reason === '') return err({ code: 'differenceReasonMissing' });
  const entry = {
    ...entryHead(command),
    kind: 'shiftClosed',
    totals,
    counted: counted.filter(({ count }) => count > 0),
    countedVnd,
    differenceVnd,
    differenceReason: differenceVnd === 0 ? null : reason,
    handedOverTo,
  } as const;
  return ok(withLedger(command, entry, { countedVnd, differenceVnd, expectedCashVnd: totals.expectedCashVnd }));
}

export function countedSum(counted: readonly CountedNotes[]): number {
  return counted.reduce((sum, { denominationVnd, count }) => sum + denominationVnd * count, 0);
}

export interface ShiftCorrection {
  readonly correctedOn: LocalDate;
  readonly direction: 'in' | 'out';
  readonly amountVnd: number;
  readonly reason: string;
}

export type CorrectShiftRefusal =
  | AmountRefusal
  | ReasonRefusal
  | ApprovalRefusal
  | AppError<'shiftNotClosed' | 'correctionBeforeShift' | 'correctionInFuture'>;

/** A late item of a closed shift, with the date it belongs to. The closing itself stays as it was entered. */
export function decideCorrectShift(
  command: MoneyCommand & { readonly correction: ShiftCorrection; readonly approval: Approval | null },
): Result<DecidedEntry<'shiftCorrected'>, CorrectShiftRefusal> {
  const { book, correction, now, officer } = command;
  const { correctedOn, direction, amountVnd } = correction;
  if (!isClosed(book)) return err({ code: 'shiftNotClosed' });
  const amount = checkAmount(amountVnd);
  if (!amount.ok) return amount;
  const reason = checkReason(correction.reason);
  if (!reason.ok) return reason;
  if (correctedOn < toLocalDate(book.shift.openedAt)) return err({ code: 'correctionBeforeShift' });
  if (correctedOn > toLocalDate(now)) return err({ code: 'correctionInFuture' });
  const approved = checkApproval(officer.officerId, command.approval);
  if (!approved.ok) return approved;
  const what = { correctedOn, direction, amountVnd };
  const rest = { reason: reason.value, ...approved.value };
  const entry = { ...entryHead(command), kind: 'shiftCorrected', ...what, ...rest } as const;
  return ok(withLedger(command, entry, { ...what, ...approved.value }));
}

function checkWorking(book: ShiftBook): Result<null, ShiftRefusal> {
  if (isClosed(book)) return err({ code: 'shiftClosed' });
  return isOpened(book) ? ok(null) : err({ code: 'shiftNotOpened' });
}

/** Every denomination at most once, whole numbers of notes, and a sum that is a number of đồng. */
function isCountable(counted: readonly CountedNotes[]): boolean {
  const known: ReadonlySet<number> = new Set(DENOMINATIONS_VND);
  const seen = new Set(counted.map(({ denominationVnd }) => denominationVnd));
  return (
    seen.size === counted.length &&
    counted.every(
      ({ denominationVnd, count }) => known.has(denominationVnd) && Number.isSafeInteger(count) && count >= 0,
    ) &&
    Number.isSafeInteger(countedSum(counted))
  );
}
