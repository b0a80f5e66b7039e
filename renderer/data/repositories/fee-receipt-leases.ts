import * as v from 'valibot';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { findOfficeData } from './catalogue-repository.ts';

const REQUEST_KEY = 'receiptBookRequest';

const requestSchema = v.object({ requestId: v.string(), year: v.number(), size: v.number() });
type ReceiptBookRequest = v.InferOutput<typeof requestSchema>;

/** The book that has been asked for and is not stored yet. */
export async function findReceiptBookRequest(database: CounterDatabase): Promise<ReceiptBookRequest | undefined> {
  const row = await database.settings.get(REQUEST_KEY);
  if (row === undefined) return undefined;
  const parsed = fromRow(requestSchema, row.value);
  return parsed.ok ? parsed.value : undefined;
}

/** @param request `undefined` when there is nothing more to ask for again */
export async function putReceiptBookRequest(
  database: CounterDatabase,
  request: ReceiptBookRequest | undefined,
): Promise<void> {
  if (request === undefined) await database.settings.delete(REQUEST_KEY);
  else await database.settings.put({ key: REQUEST_KEY, value: request });
}

/** Adds a leased book and ends the request, together; one that is known keeps its place. */
export async function addFeeReceiptBook(database: CounterDatabase, book: FeeReceiptBook): Promise<void> {
  await database.transaction('rw', database.feeReceiptBooks, database.settings, async () => {
    const known = await database.feeReceiptBooks.get(book.feeReceiptBookId);
    if (known === undefined) await database.feeReceiptBooks.put({ ...book, next: book.from });
    await putReceiptBookRequest(database, undefined);
  });
}

/** Official numbers of the year that are left; `undefined` where the province leases none. */
export async function countUnusedReceiptNumbers(database: CounterDatabase, year: number): Promise<number | undefined> {
  const office = await findOfficeData(database);
  if (office?.feeReceipts?.policy !== 'leased') return undefined;
  const books = await database.feeReceiptBooks.where('year').equals(year).toArray();
  return books
    .filter(({ kind }) => kind === 'feeReceipt')
    .reduce((sum, { next, to }) => sum + Math.max(0, to - next + 1), 0);
}
