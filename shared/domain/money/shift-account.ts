import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { FeePayment } from './fee-payment.ts';
import type { ShiftEntry, ShiftTotals } from './shift-entry.ts';

/** What is needed of a payment to account for it. */
export type AccountedPayment = Pick<FeePayment, 'feePaymentId' | 'means' | 'amountVnd'>;

/**
 * The account of one shift: what its payments and entries add up to. Station and gateway use this very function, so a
 * closed shift has the same totals at both. Returns and confirmations count in the shift in which they are entered,
 * whichever shift took the payment.
 * @param confirmedAmounts amounts of payments of other shifts that entries of this one confirm
 */
export function accountOf(
  payments: readonly AccountedPayment[],
  entries: readonly ShiftEntry[],
  confirmedAmounts: ReadonlyMap<FeePaymentId, number> = new Map(),
): ShiftTotals {
  const taken = (means: FeePayment['means']): number =>
    sumOf(payments.filter((payment) => payment.means === means).map(({ amountVnd }) => amountVnd));
  const own = new Map(payments.map(({ feePaymentId, amountVnd }) => [feePaymentId, amountVnd]));
  const totals = {
    floatVnd: sumOf(entries.map((entry) => (entry.kind === 'shiftOpened' ? entry.floatVnd : 0))),
    cashCollectedVnd: taken('cash'),
    cashReturnedVnd: returned(entries, 'cash'),
    cashInVnd: moved(entries, 'in'),
    cashOutVnd: moved(entries, 'out'),
    cashCorrectedVnd: sumOf(entries.map(correctionOf)),
    transferClaimedVnd: taken('bankTransfer'),
    transferConfirmedVnd: sumOf(
      entries.map((entry) =>
        entry.kind === 'transferConfirmed'
          ? (own.get(entry.feePaymentId) ?? confirmedAmounts.get(entry.feePaymentId) ?? 0)
          : 0,
      ),
    ),
    transferReturnedVnd: returned(entries, 'bankTransfer'),
    paymentCount: payments.length,
    voidCount: countOf(entries, 'feeReceiptVoided'),
    refundCount: countOf(entries, 'feeRefunded'),
  };
  const { floatVnd, cashCollectedVnd, cashReturnedVnd, cashInVnd, cashOutVnd, cashCorrectedVnd } = totals;
  return {
    ...totals,
    expectedCashVnd: floatVnd + cashCollectedVnd - cashReturnedVnd + cashInVnd - cashOutVnd + cashCorrectedVnd,
  };
}

/** Both kinds of return take money out of the drawer or the account from which they are paid. */
function returned(entries: readonly ShiftEntry[], means: FeePayment['means']): number {
  return sumOf(
    entries.map((entry) =>
      (entry.kind === 'feeReceiptVoided' || entry.kind === 'feeRefunded') && entry.means === means
        ? entry.amountVnd
        : 0,
    ),
  );
}

function moved(entries: readonly ShiftEntry[], direction: 'in' | 'out'): number {
  return sumOf(
    entries.map((entry) => (entry.kind === 'cashMoved' && entry.direction === direction ? entry.amountVnd : 0)),
  );
}

function correctionOf(entry: ShiftEntry): number {
  if (entry.kind !== 'shiftCorrected') return 0;
  return entry.direction === 'in' ? entry.amountVnd : -entry.amountVnd;
}

function countOf(entries: readonly ShiftEntry[], kind: ShiftEntry['kind']): number {
  return entries.filter((entry) => entry.kind === kind).length;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
