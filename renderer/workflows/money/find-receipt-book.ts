import type { OfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import {
  chooseReceiptBook,
  readReceiptBooks,
  recallReceiptBooks,
  skipUsedReceiptNumbers,
} from '#renderer/data/repositories/fee-receipt-books.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Station } from '#shared/domain/office.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';

/** What decides which book a payment's number comes from. */
export interface ReceiptBookFor {
  readonly office: OfficeData;
  readonly station: Station;
  readonly means: FeePayment['means'];
  readonly on: LocalDate;
}

/**
 * The book that gives the next number; `null` when the payment gets none now.
 * @param lost the book as it was when its number was refused. If it is still like that, nobody was faster: the number is
 *   in use here already, so the book comes from an older copy of the store.
 */
export async function findReceiptBook(
  database: CounterDatabase,
  { office, station, means, on }: ReceiptBookFor,
  lost?: FeeReceiptBookRow,
): Promise<FeeReceiptBookRow | null> {
  const choose = (books: readonly FeeReceiptBookRow[]): FeeReceiptBookRow | null =>
    chooseReceiptBook(books, station, office.feeReceipts, means, on);
  if (lost === undefined) return choose(await recallReceiptBooks(database, on));
  const book = choose(await readReceiptBooks(database, on));
  if (book?.feeReceiptBookId !== lost.feeReceiptBookId || book.next !== lost.next) return book;
  await skipUsedReceiptNumbers(database, lost);
  return choose(await readReceiptBooks(database, on));
}
