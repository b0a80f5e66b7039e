import type { FeePaymentId, FeeReceiptBookId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import type { FeeReceiptBookRow } from './money-store.ts';

/** A series of official numbers: one agency, one year. */
export interface FeeReceiptSeries {
  readonly agencyCode: string;
  readonly year: number;
  readonly formSymbol: string;
  readonly bookSerial: string;
}

/** What is told of a receipt. */
export interface FeeReceiptRow {
  readonly feePaymentId: FeePaymentId;
  readonly stationId: StationId;
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly number: number;
  readonly state: 'issued' | 'replaced' | 'voided';
  readonly issuedAt: Instant;
  readonly lookupToken: string;
  /** The payment in whose place this one was taken. */
  readonly replacesPaymentId: FeePaymentId | null;
}

const RECEIPT = `fee_payment_id AS "feePaymentId", station_id AS "stationId", form_symbol AS "formSymbol",
  book_serial AS "bookSerial", number, state, issued_at AS "issuedAt", lookup_token AS "lookupToken",
  replaces_payment_id AS "replacesPaymentId"`;

/** What stands on the receipt is taken from the payment, and the payer from its dossier when nobody else paid. */
const CONTENT = `p.fee_payment_id, p.station_id, 'issued', p.amount_vnd, p.document -> 'feeItems',
  coalesce(p.document -> 'payer' ->> 'name', d.document -> 'applicant' ->> 'fullName',
    d.document -> 'applicant' ->> 'organisationName'), (p.document ->> 'replaces')::uuid`;
const CONTENT_COLUMNS = `fee_payment_id, station_id, state, amount_vnd, fee_items, payer_name, replaces_payment_id`;

/** The one way to a number: takes `size` of them, so that the row stays locked until they are used for good. */
const TAKEN = `INSERT INTO fee_receipt_counters AS counter (agency_code, year, form_symbol, book_serial, next_number)
  VALUES ($1, $2, $3, $4, 1 + $5::bigint)
  ON CONFLICT (agency_code, year, form_symbol, book_serial) DO UPDATE SET next_number = counter.next_number + $5::bigint
    WHERE counter.next_number + $5::bigint <= $6::bigint + 1
  RETURNING next_number - $5::bigint AS first`;

export interface ReceiptToDraw {
  readonly feePaymentId: FeePaymentId;
  readonly lookupToken: string;
}

/** Gives each payment the next number of the series, in order. Gives nothing when there are not that many left. */
export async function drawFeeReceipts(
  db: Queryable,
  { agencyCode, year, formSymbol, bookSerial }: FeeReceiptSeries,
  drawn: {
    readonly receipts: readonly ReceiptToDraw[];
    readonly lastNumber: number;
    readonly collectingBody: unknown;
    readonly issuedAt: Instant;
  },
): Promise<FeeReceiptRow[]> {
  const placed = drawn.receipts.map((receipt, place) => ({ ...receipt, place }));
  return db.query(
    `WITH taken AS (${TAKEN})
     INSERT INTO fee_receipts (agency_code, year, form_symbol, book_serial, number, ${CONTENT_COLUMNS},
       collecting_body, lookup_token, issued_at, recorded_at)
     SELECT $1, $2, $3, $4, taken.first + r.place, ${CONTENT}, $8, r."lookupToken", $9, $9
     FROM taken CROSS JOIN json_to_recordset($7::json) AS r("feePaymentId" uuid, "lookupToken" text, place bigint)
     JOIN fee_payments p ON p.fee_payment_id = r."feePaymentId"
     LEFT JOIN dossiers d ON d.dossier_id = p.dossier_id
     ORDER BY r.place
     RETURNING ${RECEIPT}`,
    [
      ...[agencyCode, year, formSymbol, bookSerial, placed.length, drawn.lastNumber, JSON.stringify(placed)],
      ...[JSON.stringify(drawn.collectingBody), drawn.issuedAt],
    ],
  );
}

export interface LeasedReceipt extends ReceiptToDraw {
  readonly feeReceiptBookId: FeeReceiptBookId;
  readonly number: number;
  /** When the station used the number. */
  readonly issuedAt: Instant;
}

/** Books numbers that the station has used out of its books. */
export async function insertLeasedReceipts(
  db: Queryable,
  receipts: readonly LeasedReceipt[],
  recordedAt: Instant,
): Promise<FeeReceiptRow[]> {
  return db.query(
    `INSERT INTO fee_receipts (agency_code, year, form_symbol, book_serial, number, fee_receipt_book_id,
       ${CONTENT_COLUMNS}, collecting_body, lookup_token, issued_at, recorded_at)
     SELECT b.agency_code, b.year, b.form_symbol, b.book_serial, r.number, b.fee_receipt_book_id,
       ${CONTENT}, b.collecting_body, r."lookupToken", r."issuedAt", $2
     FROM json_to_recordset($1::json) AS r("feePaymentId" uuid, "lookupToken" text, "feeReceiptBookId" uuid,
       number bigint, "issuedAt" timestamptz)
     JOIN fee_receipt_books b ON b.fee_receipt_book_id = r."feeReceiptBookId"
     JOIN fee_payments p ON p.fee_payment_id = r."feePaymentId"
     LEFT JOIN dossiers d ON d.dossier_id = p.dossier_id
     RETURNING ${RECEIPT}`,
    [JSON.stringify(receipts), recordedAt],
  );
}

/** Marks the receipts of voided payments; a payment without one has nothing to mark. */
export async function voidFeeReceipts(
  db: Queryable,
  ids: readonly FeePaymentId[],
  voidedAt: Instant,
): Promise<FeeReceiptRow[]> {
  return db.query(
    `UPDATE fee_receipts SET state = 'voided', voided_at = $2 WHERE fee_payment_id = ANY($1::uuid[])
     RETURNING ${RECEIPT}`,
    [ids, voidedAt],
  );
}

/** Ties receipts to those that stand for them (TT 91/2026/TT-BTC Đ20.2). */
export async function replaceFeeReceipts(
  db: Queryable,
  pairs: readonly { readonly replaced: FeePaymentId; readonly by: FeePaymentId }[],
  replacedAt: Instant,
): Promise<FeeReceiptRow[]> {
  return db.query(
    `UPDATE fee_receipts SET state = 'replaced', replaced_at = $2, replaced_by_payment_id = r."by"
     FROM json_to_recordset($1::json) AS r(replaced uuid, "by" uuid)
     WHERE fee_payment_id = r.replaced
     RETURNING ${RECEIPT}`,
    [JSON.stringify(pairs), replacedAt],
  );
}

/** Leases the next numbers of the series to a station; nothing when there are not that many left. */
export async function takeFeeReceiptBook(
  db: Queryable,
  { agencyCode, year, formSymbol, bookSerial }: FeeReceiptSeries,
  book: {
    readonly feeReceiptBookId: FeeReceiptBookId;
    readonly stationId: StationId;
    readonly requestId: string;
    readonly size: number;
    readonly lastNumber: number;
    readonly collectingBody: unknown;
    readonly leasedAt: Instant;
  },
): Promise<void> {
  await db.query(
    `WITH taken AS (${TAKEN})
     INSERT INTO fee_receipt_books (fee_receipt_book_id, station_id, request_id, agency_code, year, form_symbol,
       book_serial, first_number, last_number, collecting_body, leased_at)
     SELECT $7, $8, $9, $1, $2, $3, $4, taken.first, taken.first + $5::bigint - 1, $10, $11 FROM taken`,
    [
      ...[agencyCode, year, formSymbol, bookSerial, book.size, book.lastNumber],
      ...[book.feeReceiptBookId, book.stationId, book.requestId, JSON.stringify(book.collectingBody), book.leasedAt],
    ],
  );
}

export async function findBookOfRequest(
  db: Queryable,
  stationId: StationId,
  requestId: string,
): Promise<FeeReceiptBookRow | undefined> {
  const [book] = await db.query<FeeReceiptBookRow>(
    `SELECT fee_receipt_book_id AS "feeReceiptBookId", 'feeReceipt' AS kind, form_symbol AS "formSymbol",
       book_serial AS "bookSerial", year, first_number AS "from", last_number AS "to"
     FROM fee_receipt_books WHERE station_id = $1 AND request_id = $2`,
    [stationId, requestId],
  );
  return book;
}
