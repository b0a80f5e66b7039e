import type {
  FeePaymentId,
  FeeReceiptBookId,
  OfficerId,
  OperationId,
  ShiftEntryId,
  ShiftId,
  StationId,
} from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface FeeReceiptNumberRow {
  readonly kind: 'provisionalSlip' | 'feeReceipt';
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly number: number;
}

export interface FeeReceiptBookRow {
  readonly feeReceiptBookId: FeeReceiptBookId;
  readonly kind: 'feeReceipt';
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

type Means = 'cash' | 'bankTransfer';

/** Where a payment stands. */
export interface PaymentState {
  readonly feePaymentId: FeePaymentId;
  readonly means: Means;
  readonly amountVnd: number;
  /** Refunded and voided together. */
  readonly returnedVnd: number;
  readonly confirmedAt: Instant | null;
  readonly voidedAt: Instant | null;
  /** The payment that stands, or is to stand, in its place. */
  readonly replacedBy: FeePaymentId | null;
}

const PAYMENT_STATE = `fee_payment_id AS "feePaymentId", means, amount_vnd AS "amountVnd",
  returned_vnd AS "returnedVnd", confirmed_at AS "confirmedAt", voided_at AS "voidedAt", replaced_by AS "replacedBy"`;

/** Those of the agency's payments, locked until the transaction ends: two counters may give money back at once. */
export async function lockPayments(
  db: Queryable,
  agencyCode: string,
  ids: readonly FeePaymentId[],
): Promise<PaymentState[]> {
  return db.query(
    `SELECT ${PAYMENT_STATE} FROM fee_payments
     WHERE fee_payment_id = ANY($1::uuid[]) AND agency_code = $2 ORDER BY fee_payment_id FOR NO KEY UPDATE`,
    [ids, agencyCode],
  );
}

export async function updatePayments(db: Queryable, rows: readonly PaymentState[]): Promise<void> {
  await db.query(
    `UPDATE fee_payments SET returned_vnd = r."returnedVnd", confirmed_at = r."confirmedAt",
       voided_at = r."voidedAt", replaced_by = r."replacedBy"
     FROM json_to_recordset($1::json) AS r("feePaymentId" uuid, "returnedVnd" bigint, "confirmedAt" timestamptz,
       "voidedAt" timestamptz, "replacedBy" uuid)
     WHERE fee_payment_id = r."feePaymentId"`,
    [JSON.stringify(rows)],
  );
}

/** What a batch with money has to ask. */
export interface MoneyQuestion {
  readonly shiftIds: readonly ShiftId[];
  readonly shiftEntryIds: readonly ShiftEntryId[];
  readonly officerIds: readonly OfficerId[];
  /** Every number that an item of the batch says it has drawn. */
  readonly numbers: readonly FeeReceiptNumberRow[];
}

export interface MoneyAnswer {
  /** What the newest catalogue says; `null` when the agency makes no official receipts. */
  readonly settings: unknown;
  readonly shifts: readonly { readonly shiftId: ShiftId; readonly kind: 'shiftOpened' | 'shiftClosed' }[];
  readonly shiftEntryIds: readonly ShiftEntryId[];
  /** `blockedAt`: when the block was told; `null` for an account that is not blocked. */
  readonly officers: readonly { readonly officerId: OfficerId; readonly blockedAt: Instant | null }[];
  readonly usedNumbers: readonly FeeReceiptNumberRow[];
  /** The station's own of these serials. */
  readonly books: readonly FeeReceiptBookRow[];
}

export const NO_ANSWER: MoneyAnswer = {
  ...{ settings: null, shifts: [], shiftEntryIds: [], officers: [], usedNumbers: [], books: [] },
};

const ANSWER = {
  settings: `SELECT fee_receipts FROM catalogues WHERE agency_code = $2 ORDER BY catalogue_version DESC LIMIT 1`,
  shifts: `SELECT coalesce(json_agg(r), '[]') FROM (
    SELECT shift_id AS "shiftId", kind FROM shift_entries
    WHERE station_id = $1 AND shift_id = ANY($3::uuid[]) AND kind IN ('shiftOpened', 'shiftClosed')) r`,
  shiftEntryIds: `SELECT coalesce(json_agg(shift_entry_id), '[]') FROM shift_entries
    WHERE shift_entry_id = ANY($4::uuid[])`,
  officers: `SELECT coalesce(json_agg(r), '[]') FROM (
    SELECT officer_id AS "officerId",
      CASE WHEN (payload ->> 'isBlocked')::boolean THEN payload ->> 'changedAt' END AS "blockedAt"
    FROM agency_officers o
    LEFT JOIN standing_changes s ON s.agency_code = o.agency_code AND s.subject = 'officer:' || o.officer_id
    WHERE o.agency_code = $2 AND o.officer_id = ANY($5::uuid[])) r`,
  usedNumbers: `SELECT coalesce(json_agg(r), '[]') FROM (
    SELECT 'provisionalSlip' AS kind, 'PTT' AS "formSymbol", slip_serial AS "bookSerial", slip_number AS number
    FROM unnest($7::text[], $8::bigint[]) AS asked(serial, number)
    JOIN fee_payments ON slip_serial = asked.serial AND slip_number = asked.number
    UNION ALL SELECT 'feeReceipt', form_symbol, book_serial, used.number
    FROM unnest($6::text[], $7::text[], $8::bigint[]) AS asked(symbol, serial, number)
    JOIN fee_receipts used ON agency_code = $2 AND form_symbol = asked.symbol AND book_serial = asked.serial
      AND used.number = asked.number) r`,
  books: `SELECT coalesce(json_agg(r), '[]') FROM (
    SELECT fee_receipt_book_id AS "feeReceiptBookId", 'feeReceipt' AS kind, form_symbol AS "formSymbol",
      book_serial AS "bookSerial", year, first_number AS "from", last_number AS "to"
    FROM fee_receipt_books WHERE station_id = $1 AND book_serial = ANY($7::text[])) r`,
} as const satisfies Record<keyof MoneyAnswer, string>;

const ANSWER_SQL = `SELECT ${Object.entries(ANSWER)
  .map(([name, sql]) => `(${sql}) AS "${name}"`)
  .join(', ')}`;

/** One question, however many items: a batch with money cannot go on without all of it. */
export async function findMoney(
  db: Queryable,
  station: { readonly stationId: StationId; readonly agencyCode: string },
  { shiftIds, shiftEntryIds, officerIds, numbers }: MoneyQuestion,
): Promise<MoneyAnswer> {
  const [answer = NO_ANSWER] = await db.query<MoneyAnswer>(ANSWER_SQL, [
    ...[station.stationId, station.agencyCode, shiftIds, shiftEntryIds, officerIds],
    numbers.map(({ formSymbol }) => formSymbol),
    numbers.map(({ bookSerial }) => bookSerial),
    numbers.map(({ number }) => number),
  ]);
  return answer;
}

export interface ShiftEntryRow {
  readonly shiftEntryId: ShiftEntryId;
  readonly operationId: OperationId;
  readonly stationId: StationId;
  readonly shiftId: ShiftId;
  readonly kind: string;
  readonly amountVnd: number | null;
  readonly feePaymentId: FeePaymentId | null;
  readonly recordedAt: Instant;
  readonly acceptedAt: Instant;
  /** The entry as it was sent. */
  readonly document: unknown;
}

export async function insertShiftEntries(db: Queryable, rows: readonly ShiftEntryRow[]): Promise<void> {
  await db.query(
    `INSERT INTO shift_entries (shift_entry_id, operation_id, station_id, shift_id, kind, amount_vnd, fee_payment_id,
       recorded_at, accepted_at, document)
     SELECT "shiftEntryId", "operationId", "stationId", "shiftId", kind, "amountVnd", "feePaymentId", "recordedAt",
       "acceptedAt", document
     FROM json_to_recordset($1::json) AS r("shiftEntryId" uuid, "operationId" uuid, "stationId" uuid, "shiftId" uuid,
       kind text, "amountVnd" bigint, "feePaymentId" uuid, "recordedAt" timestamptz, "acceptedAt" timestamptz,
       document jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** What one shift has on its line so far. */
export interface ShiftBooks {
  readonly shiftId: ShiftId;
  readonly payments: readonly {
    readonly feePaymentId: FeePaymentId;
    readonly means: Means;
    readonly amountVnd: number;
  }[];
  /** The entries as they were sent. */
  readonly entries: readonly unknown[];
  /** Of the payments that its entries confirm. */
  readonly confirmed: readonly { readonly feePaymentId: FeePaymentId; readonly amountVnd: number }[];
}

/** The books of shifts that are about to be closed. */
export async function findShiftBooks(
  db: Queryable,
  stationId: StationId,
  shiftIds: readonly ShiftId[],
): Promise<ShiftBooks[]> {
  return db.query(
    `SELECT shift_id AS "shiftId",
       (SELECT coalesce(json_agg(json_build_object('feePaymentId', fee_payment_id, 'means', means,
          'amountVnd', amount_vnd)), '[]')
        FROM fee_payments p WHERE p.station_id = $1 AND p.shift_id = asked.shift_id) AS payments,
       (SELECT coalesce(json_agg(document), '[]')
        FROM shift_entries e WHERE e.station_id = $1 AND e.shift_id = asked.shift_id) AS entries,
       (SELECT coalesce(json_agg(json_build_object('feePaymentId', p.fee_payment_id, 'amountVnd', p.amount_vnd)), '[]')
        FROM shift_entries e JOIN fee_payments p USING (fee_payment_id)
        WHERE e.station_id = $1 AND e.shift_id = asked.shift_id AND e.kind = 'transferConfirmed') AS confirmed
     FROM unnest($2::uuid[]) AS asked(shift_id)`,
    [stationId, shiftIds],
  );
}

/** Accounts whose approval counts, also when a later catalogue has them no more. */
export async function insertOfficers(
  db: Queryable,
  agencyCode: string,
  officerIds: readonly OfficerId[],
): Promise<void> {
  await db.query(
    'INSERT INTO agency_officers (agency_code, officer_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [agencyCode, officerIds],
  );
}
