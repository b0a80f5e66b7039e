import type { FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { Changes, CommitFailure } from './changes.ts';
import type { CounterDatabase } from './schema/database.ts';
import { RECEIPT_NUMBER_INDEX, type FeeReceiptBookRow } from './schema/rows.ts';

type Refusal = Extract<CommitFailure, { code: 'receiptNumberTaken' | 'shiftClosed' }> | undefined;

/** The book must be there as it was read, or not be there yet. */
export async function refuseTakenReceiptNumber(
  database: CounterDatabase,
  read: FeeReceiptBookRow | undefined,
): Promise<Refusal> {
  if (read === undefined) return undefined;
  const book = (await database.feeReceiptBooks.get(read.feeReceiptBookId)) ?? read;
  const isAsRead = book.next === read.next && book.to === read.to && book.next <= book.to;
  return isAsRead ? undefined : { code: 'receiptNumberTaken' };
}

/** A number in a citizen's hand is never given again, even when the book comes from an older copy of the store. */
export async function refuseUsedReceiptNumbers(
  database: CounterDatabase,
  { feePayments = [], shiftEntries = [] }: Changes,
): Promise<Refusal> {
  const numbers = [
    ...feePayments.map(({ receiptNumber }) => receiptNumber),
    ...shiftEntries.map((entry) => (entry.kind === 'transferConfirmed' ? entry.receiptNumber : undefined)),
  ].filter((number) => number !== undefined);
  const counts = await Promise.all(
    numbers.flatMap(({ bookSerial, number }: FeeReceiptNumber) =>
      [database.feePayments, database.shiftEntries].map((table) =>
        table.where(RECEIPT_NUMBER_INDEX).equals([bookSerial, number]).count(),
      ),
    ),
  );
  return counts.some((count) => count > 0) ? { code: 'receiptNumberTaken' } : undefined;
}

/** Whichever window closes a shift: what comes after it waits for the next shift. Corrections may follow. */
export async function refuseClosedShifts(
  database: CounterDatabase,
  { feePayments = [], shiftEntries = [] }: Changes,
): Promise<Refusal> {
  const shiftIds = new Set([
    ...feePayments.map(({ shiftId }) => shiftId),
    ...shiftEntries.flatMap((entry) => (entry.kind === 'shiftCorrected' ? [] : [entry.shiftId])),
  ]);
  const counts = await Promise.all(
    [...shiftIds].map((shiftId) =>
      database.shiftEntries.where('[shiftId+kind]').equals([shiftId, 'shiftClosed']).count(),
    ),
  );
  return counts.some((count) => count > 0) ? { code: 'shiftClosed' } : undefined;
}
