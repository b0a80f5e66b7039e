import type { Table } from 'dexie';
import type { FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import {
  LAST_FEE_RECEIPT_NUMBER,
  SLIP_FORM_SYMBOL,
  slipSerial,
  type FeeReceiptNumber,
} from '#shared/domain/money/fee-receipt-number.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Station } from '#shared/domain/office.ts';
import type { FeeReceiptBookId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { RECEIPT_NUMBER_INDEX, type FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import { remember } from './remember.ts';

export function readReceiptBooks(database: CounterDatabase, on: LocalDate): Promise<readonly FeeReceiptBookRow[]> {
  return database.feeReceiptBooks.where('year').equals(yearOf(on)).toArray();
}

/** The same without waiting, as long as no change is known of. */
export function recallReceiptBooks(database: CounterDatabase, on: LocalDate): Promise<readonly FeeReceiptBookRow[]> {
  return remember(database, `receiptBooks ${String(yearOf(on))}`, ['feeReceiptBooks'], () =>
    readReceiptBooks(database, on),
  );
}

/**
 * The book that gives the number of a payment taken now. Where official numbers are leased and one is left it is a fee
 * receipt, and a claimed transfer gets none before it is confirmed; in all other cases a slip of the station's own.
 */
export function chooseReceiptBook(
  books: readonly FeeReceiptBookRow[],
  station: Station,
  settings: FeeReceiptSettings | undefined,
  means: FeePayment['means'],
  on: LocalDate,
): FeeReceiptBookRow | null {
  if (settings?.policy === 'leased') {
    if (means === 'bankTransfer') return null;
    const leased = findLeasedBook(books);
    if (leased !== undefined) return leased;
  }
  const bookSerial = slipSerial(station.stationId, on);
  return books.find((book) => book.bookSerial === bookSerial) ?? startSlipBook(bookSerial, on);
}

/** The lowest leased book that has a number left. */
export function findLeasedBook(books: readonly FeeReceiptBookRow[]): FeeReceiptBookRow | undefined {
  return books
    .filter(({ kind, next, to }) => kind === 'feeReceipt' && next <= to)
    .sort((a, b) => a.bookSerial.localeCompare(b.bookSerial) || a.from - b.from)[0];
}

export function nextNumberOf({ kind, formSymbol, bookSerial, next }: FeeReceiptBookRow): FeeReceiptNumber {
  return { kind, formSymbol, bookSerial, number: next };
}

/** Moves a book past numbers that are in use here: it comes from an older copy of the store than the payments. */
export async function skipUsedReceiptNumbers(database: CounterDatabase, lost: FeeReceiptBookRow): Promise<void> {
  const { feeReceiptBooks, feePayments, shiftEntries } = database;
  await database.transaction('rw', feeReceiptBooks, feePayments, shiftEntries, async () => {
    const book = (await feeReceiptBooks.get(lost.feeReceiptBookId)) ?? lost;
    const { bookSerial, from, to } = book;
    const ranges = [feePayments, shiftEntries].map((table: Table<FeePayment | ShiftEntry, string>) =>
      table.where(RECEIPT_NUMBER_INDEX).between([bookSerial, from], [bookSerial, to], true, true),
    );
    const rows = await Promise.all(ranges.map((range) => range.last()));
    const used = Math.max(book.next - 1, ...rows.map((row) => numberIn(row) ?? 0));
    if (used >= book.next) await feeReceiptBooks.put({ ...book, next: used + 1 });
  });
}

function numberIn(row: FeePayment | ShiftEntry | undefined): number | undefined {
  return row !== undefined && 'receiptNumber' in row ? row.receiptNumber?.number : undefined;
}

/** The same id in every window, so that two of them that begin the book at once meet in one. */
function startSlipBook(bookSerial: string, on: LocalDate): FeeReceiptBookRow {
  return {
    feeReceiptBookId: `slips:${bookSerial}` as FeeReceiptBookId,
    kind: 'provisionalSlip',
    formSymbol: SLIP_FORM_SYMBOL,
    ...{ bookSerial, year: yearOf(on), from: 1, to: LAST_FEE_RECEIPT_NUMBER, next: 1 },
  };
}

function yearOf(on: LocalDate): number {
  return Number(on.slice(0, 4));
}
