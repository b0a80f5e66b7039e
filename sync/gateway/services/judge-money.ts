import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { FeeReceiptBook, FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import {
  formatFeeReceiptNumber,
  SLIP_FORM_SYMBOL,
  slipSerial,
  type FeeReceiptNumber,
} from '#shared/domain/money/fee-receipt-number.ts';
import { accountOf, type AccountedPayment } from '#shared/domain/money/shift-account.ts';
import { shiftTotalsSchema, type ShiftEntry, type ShiftEntryKind } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId, OfficerId, ShiftEntryId, ShiftId, StationId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import type { PaymentState } from '#sync/gateway/store/money-store.ts';
import type { RefusalCode } from '#sync/protocol/messages.ts';

/** What is on the line of a shift, to which the accepted items of the batch are added. */
export interface OpenBooks {
  readonly payments: AccountedPayment[];
  readonly entries: ShiftEntry[];
  readonly confirmed: Map<FeePaymentId, number>;
}

/** What is known of the money that a batch speaks of. Moved on as items are accepted. */
export interface MoneyFacts {
  /** `null`: the agency makes no official receipts. */
  readonly feeReceipts: FeeReceiptSettings | null;
  /** Payments that are to be returned, confirmed or replaced, and those of this batch. */
  readonly payments: Map<FeePaymentId, PaymentState>;
  readonly shiftEntryIds: Set<ShiftEntryId>;
  readonly openedShifts: Set<ShiftId>;
  readonly closedShifts: Set<ShiftId>;
  /** Officers of the agency to the time at which they were blocked. */
  readonly officers: ReadonlyMap<OfficerId, Instant | null>;
  /** Books of official numbers that the station holds. */
  readonly books: readonly FeeReceiptBook[];
  /** As `formatFeeReceiptNumber` writes them. */
  readonly usedNumbers: Set<string>;
  /** Of the shifts that the batch closes. */
  readonly shiftBooks: ReadonlyMap<ShiftId, OpenBooks>;
}

type Verdict = 'accept' | RefusalCode;
type EntryOf<Kind extends ShiftEntryKind> = Extract<ShiftEntry, { kind: Kind }>;
/** What a closed shift still takes: late items, and transfers that the bank shows days later. */
const AFTER_CLOSING: readonly ShiftEntryKind[] = ['shiftCorrected', 'transferConfirmed'];
const TOTALS = Object.keys(shiftTotalsSchema.entries) as (keyof EntryOf<'shiftClosed'>['totals'])[];

/** Whether the money may be booked: its shift is open, what it stands for was voided, its number is the station's own. */
export function judgeFeePayment(facts: MoneyFacts, stationId: StationId, payment: FeePayment): Verdict {
  if (facts.closedShifts.has(payment.shiftId)) return 'shiftClosed';
  if (payment.tenderedVnd !== undefined && payment.tenderedVnd < payment.amountVnd) return 'amountMismatch';
  if (payment.replaces !== undefined) {
    const replaced = facts.payments.get(payment.replaces);
    if (replaced === undefined) return 'unknownPayment';
    const isFree = (replaced.replacedBy ?? payment.feePaymentId) === payment.feePaymentId;
    if (replaced.voidedAt === null || !isFree) return 'illegalState';
  }
  if (payment.receiptNumber === undefined) return 'accept';
  const on = toLocalDate(payment.collectedAt);
  // Money that is only said to be on its way gets no official receipt (FE-11).
  if (payment.receiptNumber.kind === 'feeReceipt' && payment.means !== 'cash') return 'feeReceiptNumberInvalid';
  return judgeReceiptNumber(facts, stationId, payment.receiptNumber, on);
}

/** Whether the line may be added to the books of its shift. */
export function judgeShiftEntry(facts: MoneyFacts, stationId: StationId, entry: ShiftEntry): Verdict {
  if (facts.shiftEntryIds.has(entry.shiftEntryId)) return 'illegalState';
  if (facts.closedShifts.has(entry.shiftId) && !AFTER_CLOSING.includes(entry.kind)) return 'shiftClosed';
  if ('approvedBy' in entry && !isApproved(facts, entry)) return 'approvalMissing';
  switch (entry.kind) {
    case 'shiftOpened':
      return facts.openedShifts.has(entry.shiftId) ? 'illegalState' : 'accept';
    case 'cashMoved':
    case 'shiftCorrected':
      return 'accept';
    case 'feeReceiptVoided':
      return judgeVoid(facts, entry);
    case 'feeRefunded':
      return judgeRefund(facts, entry);
    case 'transferConfirmed':
      return judgeConfirmation(facts, stationId, entry);
    case 'shiftClosed':
      return judgeClosing(facts, entry);
  }
}

/** Another officer of the agency, whose account was not blocked when the approval was given. */
function isApproved(
  facts: MoneyFacts,
  { approvedBy, recordedBy, recordedAt }: EntryOf<'feeReceiptVoided' | 'feeRefunded' | 'shiftCorrected'>,
): boolean {
  const blockedAt = facts.officers.get(approvedBy);
  if (blockedAt === undefined || approvedBy === recordedBy) return false;
  return blockedAt === null || recordedAt < blockedAt;
}

/** Exactly what is left goes back (TT 91/2026/TT-BTC Đ20). */
function judgeVoid(facts: MoneyFacts, { feePaymentId, amountVnd }: EntryOf<'feeReceiptVoided'>): Verdict {
  const payment = facts.payments.get(feePaymentId);
  if (payment === undefined) return 'unknownPayment';
  if (payment.voidedAt !== null) return 'illegalState';
  const leftVnd = payment.amountVnd - payment.returnedVnd;
  if (amountVnd > leftVnd) return 'refundExceedsPayment';
  return amountVnd === leftVnd ? 'accept' : 'amountMismatch';
}

function judgeRefund(facts: MoneyFacts, { feePaymentId, amountVnd }: EntryOf<'feeRefunded'>): Verdict {
  const payment = facts.payments.get(feePaymentId);
  if (payment === undefined) return 'unknownPayment';
  return amountVnd > payment.amountVnd - payment.returnedVnd ? 'refundExceedsPayment' : 'accept';
}

function judgeConfirmation(facts: MoneyFacts, stationId: StationId, entry: EntryOf<'transferConfirmed'>): Verdict {
  const payment = facts.payments.get(entry.feePaymentId);
  if (payment === undefined) return 'unknownPayment';
  const isClaimed = payment.means === 'bankTransfer' && payment.confirmedAt === null && payment.voidedAt === null;
  if (!isClaimed) return 'illegalState';
  if (entry.receiptNumber === undefined) return 'accept';
  if (entry.receiptNumber.kind !== 'feeReceipt') return 'feeReceiptNumberInvalid';
  return judgeReceiptNumber(facts, stationId, entry.receiptNumber, toLocalDate(entry.recordedAt));
}

/** The totals must be what the province comes to from the same lines, and the difference what was counted beyond. */
function judgeClosing(facts: MoneyFacts, entry: EntryOf<'shiftClosed'>): Verdict {
  const books = facts.shiftBooks.get(entry.shiftId);
  if (books === undefined) throw new Error('the books of a shift that is being closed were not read');
  const totals = accountOf(books.payments, books.entries, books.confirmed);
  if (TOTALS.some((name) => totals[name] !== entry.totals[name])) return 'shiftTotalsMismatch';
  if (entry.countedVnd - totals.expectedCashVnd !== entry.differenceVnd) return 'shiftTotalsMismatch';
  const notesVnd = entry.counted.reduce((sum, { denominationVnd, count }) => sum + denominationVnd * count, 0);
  return entry.counted.length > 0 && notesVnd !== entry.countedVnd ? 'amountMismatch' : 'accept';
}

/** A number of a series or a book that this station alone draws from, in its year, and never twice. */
function judgeReceiptNumber(facts: MoneyFacts, stationId: StationId, number: FeeReceiptNumber, on: LocalDate): Verdict {
  const isOwn =
    number.kind === 'provisionalSlip'
      ? number.formSymbol === SLIP_FORM_SYMBOL && number.bookSerial === slipSerial(stationId, on)
      : findBook(facts, number, on) !== undefined;
  const isUsed = facts.usedNumbers.has(formatFeeReceiptNumber(number));
  return isOwn && !isUsed ? 'accept' : 'feeReceiptNumberInvalid';
}

/** The station's book that a number drawn on a day lies in. */
export function findBook(
  { books }: Pick<MoneyFacts, 'books'>,
  { formSymbol, bookSerial, number }: FeeReceiptNumber,
  on: LocalDate,
): FeeReceiptBook | undefined {
  return books.find(
    (book) =>
      book.formSymbol === formSymbol &&
      book.bookSerial === bookSerial &&
      book.year === Number(on.slice(0, 4)) &&
      book.from <= number &&
      number <= book.to,
  );
}

/** Moves the facts on by a payment that is booked. */
export function applyFeePayment(facts: MoneyFacts, payment: FeePayment): void {
  const { feePaymentId, shiftId, means, amountVnd, replaces, receiptNumber } = payment;
  const isNew = { returnedVnd: 0, confirmedAt: null, voidedAt: null, replacedBy: null };
  facts.payments.set(feePaymentId, { feePaymentId, means, amountVnd, ...isNew });
  facts.shiftBooks.get(shiftId)?.payments.push({ feePaymentId, means, amountVnd });
  if (receiptNumber !== undefined) facts.usedNumbers.add(formatFeeReceiptNumber(receiptNumber));
  if (replaces !== undefined) change(facts, replaces, () => ({ replacedBy: feePaymentId }));
}

/** Moves the facts on by a line that is added. */
export function applyShiftEntry(facts: MoneyFacts, entry: ShiftEntry, now: Instant): void {
  facts.shiftEntryIds.add(entry.shiftEntryId);
  const books = facts.shiftBooks.get(entry.shiftId);
  books?.entries.push(entry);
  if (entry.kind === 'shiftOpened') facts.openedShifts.add(entry.shiftId);
  if (entry.kind === 'shiftClosed') facts.closedShifts.add(entry.shiftId);
  if (entry.kind === 'feeReceiptVoided')
    change(facts, entry.feePaymentId, ({ amountVnd }) => ({
      ...{ returnedVnd: amountVnd, voidedAt: now, replacedBy: entry.replacedBy },
    }));
  if (entry.kind === 'feeRefunded')
    change(facts, entry.feePaymentId, ({ returnedVnd }) => ({ returnedVnd: returnedVnd + entry.amountVnd }));
  if (entry.kind === 'transferConfirmed') {
    change(facts, entry.feePaymentId, ({ amountVnd }) => {
      books?.confirmed.set(entry.feePaymentId, amountVnd);
      return { confirmedAt: now };
    });
    if (entry.receiptNumber !== undefined) facts.usedNumbers.add(formatFeeReceiptNumber(entry.receiptNumber));
  }
}

function change(
  { payments }: MoneyFacts,
  feePaymentId: FeePaymentId,
  to: (before: PaymentState) => Partial<PaymentState>,
): void {
  const before = payments.get(feePaymentId);
  if (before !== undefined) payments.set(feePaymentId, { ...before, ...to(before) });
}
