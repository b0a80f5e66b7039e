import type { Dossier, FeeItem } from '#shared/domain/dossier.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { FeePayment } from './fee-payment.ts';
import type { ShiftEntry } from './shift-entry.ts';

/** What is known of the fees of one dossier, whichever shift took or returned them. */
export interface FeeHistory {
  readonly payments: readonly FeePayment[];
  /** Entries that speak of these payments; others do no harm. */
  readonly entries: readonly ShiftEntry[];
  /** Paid online, as the province reports (FE-02). */
  readonly onlineVnd: number;
}

/** How one payment stands after everything that was entered about it. */
export interface PaymentStanding {
  readonly payment: FeePayment;
  readonly isVoided: boolean;
  readonly refundedVnd: number;
  /** What can still be given back. */
  readonly leftVnd: number;
  /** Cash is; a transfer is only claimed until it was found at the bank (FE-11). */
  readonly isConfirmed: boolean;
}

export interface FeeBalance {
  readonly totalVnd: number;
  readonly paidVnd: number;
  /** What may still be collected: the total less what is paid; a voided payment is not paid. Never below zero. */
  readonly owedVnd: number;
  /** What is still owed of each line: phí first, then lệ phí, as in Luật Phí và lệ phí Đ3. */
  readonly lines: readonly OwedLine[];
}

export interface OwedLine {
  readonly item: FeeItem;
  readonly owedVnd: number;
}

export function standingOf(payment: FeePayment, entries: readonly ShiftEntry[]): PaymentStanding {
  const about = entries.filter((entry) => 'feePaymentId' in entry && entry.feePaymentId === payment.feePaymentId);
  const isVoided = about.some(({ kind }) => kind === 'feeReceiptVoided');
  const refundedVnd = about.reduce((sum, entry) => (entry.kind === 'feeRefunded' ? sum + entry.amountVnd : sum), 0);
  return {
    payment,
    isVoided,
    refundedVnd,
    leftVnd: isVoided ? 0 : payment.amountVnd - refundedVnd,
    isConfirmed: payment.means === 'cash' || about.some(({ kind }) => kind === 'transferConfirmed'),
  };
}

/** The same for many payments, reading the entries once. */
export function standingsOf(
  payments: readonly FeePayment[],
  entries: readonly ShiftEntry[],
): readonly PaymentStanding[] {
  const about = new Map<FeePaymentId, ShiftEntry[]>();
  for (const entry of entries) {
    if (!('feePaymentId' in entry)) continue;
    const known = about.get(entry.feePaymentId);
    if (known === undefined) about.set(entry.feePaymentId, [entry]);
    else known.push(entry);
  }
  return payments.map((payment) => standingOf(payment, about.get(payment.feePaymentId) ?? []));
}

/**
 * What is owed of a dossier. A refund leaves the fee paid: the receipt stays (FE-09). A voided payment was never made.
 */
export function balanceOf(
  { feeItems, feeTotalVnd }: Pick<Dossier, 'feeItems' | 'feeTotalVnd'>,
  { payments, entries, onlineVnd }: FeeHistory,
): FeeBalance {
  const standing = standingsOf(payments, entries).filter(({ isVoided }) => !isVoided);
  const paidAtCounterVnd = standing.reduce((sum, { payment }) => sum + payment.amountVnd, 0);
  const paidVnd = paidAtCounterVnd + onlineVnd;
  const paidByLine = new Map<string, number>();
  for (const { feeRateId, amountVnd } of standing.flatMap(({ payment }) => payment.feeItems)) {
    paidByLine.set(feeRateId, (paidByLine.get(feeRateId) ?? 0) + amountVnd);
  }
  let online = onlineVnd;
  const lines = inOrder(feeItems).map((item) => {
    const openVnd = Math.max(0, item.amountVnd - (paidByLine.get(item.feeRateId) ?? 0));
    const byOnlineVnd = Math.min(online, openVnd);
    online -= byOnlineVnd;
    return { item, owedVnd: openVnd - byOnlineVnd };
  });
  return { totalVnd: feeTotalVnd, paidVnd, owedVnd: Math.max(0, feeTotalVnd - paidVnd), lines };
}

/** Lines that an amount pays, in order; each with the part that is paid now. */
export function allot(amountVnd: number, lines: readonly OwedLine[]): FeeItem[] {
  let left = amountVnd;
  return lines.flatMap(({ item, owedVnd }) => {
    const part = Math.min(left, owedVnd);
    left -= part;
    return part > 0 ? [{ ...item, amountVnd: part }] : [];
  });
}

function inOrder(items: readonly FeeItem[]): readonly FeeItem[] {
  return [...items.filter(({ kind }) => kind === 'fee'), ...items.filter(({ kind }) => kind === 'charge')];
}
