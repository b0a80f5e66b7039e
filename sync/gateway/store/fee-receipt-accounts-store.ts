import type { FeeReceiptBookId, StationId } from '#shared/kernel/ids.ts';
import type { Queryable } from './database.ts';

/** One book of one year and what became of its numbers: `used`, `replaced`, `voided` and `unused` are all of them. */
export interface FeeReceiptBookAccount {
  readonly kind: 'provisionalSlip' | 'feeReceipt';
  readonly formSymbol: string;
  readonly bookSerial: string;
  /** `null` for slips, and for the numbers that the gateway gave one by one. */
  readonly feeReceiptBookId: FeeReceiptBookId | null;
  readonly stationId: StationId | null;
  /** Then what is unused is void. */
  readonly isStationRetired: boolean;
  readonly from: number;
  readonly to: number;
  readonly used: number;
  readonly replaced: number;
  readonly voided: number;
  /** Of a leased book: not drawn, or not yet sent. Of slips: drawn and not yet sent. Of the gateway's own: always 0. */
  readonly unused: number;
}

const COUNTS = `SELECT count(*) FILTER (WHERE state = 'issued') AS used,
  count(*) FILTER (WHERE state = 'replaced') AS replaced, count(*) FILTER (WHERE state = 'voided') AS voided
  FROM fee_receipts r`;
const seriesOf = (table: string): string => `${table}.agency_code = c.agency_code
  AND ${table}.form_symbol = c.form_symbol AND ${table}.book_serial = c.book_serial`;

const LEASED = `SELECT 'feeReceipt' AS kind, form_symbol, book_serial, b.fee_receipt_book_id, b.station_id,
  retired_at IS NOT NULL AS is_retired, first_number, last_number, last_number - first_number + 1 AS numbers, counts.*
  FROM fee_receipt_books b JOIN stations USING (station_id)
  CROSS JOIN LATERAL (${COUNTS} WHERE r.fee_receipt_book_id = b.fee_receipt_book_id) AS counts
  WHERE b.agency_code = $1 AND year = $2`;
const DRAWN = `SELECT 'feeReceipt', form_symbol, book_serial, NULL, NULL, false, 1, next_number - 1,
  next_number - 1 - (
    SELECT coalesce(sum(last_number - first_number + 1), 0)::bigint FROM fee_receipt_books b WHERE ${seriesOf('b')}),
  counts.* FROM fee_receipt_counters c
  CROSS JOIN LATERAL (${COUNTS} WHERE ${seriesOf('r')} AND fee_receipt_book_id IS NULL) AS counts
  WHERE agency_code = $1 AND year = $2`;
const SLIPS = `SELECT 'provisionalSlip', 'PTT', slip_serial, NULL, station_id, retired_at IS NOT NULL, 1,
  max(slip_number), max(slip_number), count(*) FILTER (WHERE voided_at IS NULL),
  count(*) FILTER (WHERE voided_at IS NOT NULL AND replaced_by IS NOT NULL),
  count(*) FILTER (WHERE voided_at IS NOT NULL AND replaced_by IS NULL)
  FROM fee_payments p JOIN stations USING (station_id)
  WHERE p.agency_code = $1 AND left(slip_serial, 3) = to_char($2::int % 100, 'FM00') || '-'
  GROUP BY slip_serial, station_id, retired_at`;

/**
 * Every number of every book of a year (NĐ 254/2026/NĐ-CP Đ23.2): the leased books, what the gateway gave one by one, and
 * the stations' slips up to the last one that has come.
 */
export async function accountBooks(db: Queryable, agencyCode: string, year: number): Promise<FeeReceiptBookAccount[]> {
  return db.query(
    `SELECT kind, form_symbol AS "formSymbol", book_serial AS "bookSerial",
       fee_receipt_book_id AS "feeReceiptBookId", station_id AS "stationId", is_retired AS "isStationRetired",
       first_number AS "from", last_number AS "to", used, replaced, voided,
       numbers - used - replaced - voided AS unused
     FROM (${LEASED} UNION ALL ${DRAWN} UNION ALL ${SLIPS}) books
     ORDER BY kind, book_serial, fee_receipt_book_id IS NULL, first_number`,
    [agencyCode, year],
  );
}
