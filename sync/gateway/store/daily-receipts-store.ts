import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

interface ReceiptNumberRow {
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly number: number;
}

/** One step of one receipt: it was recorded, or it was voided. */
export interface DailyReceiptRow extends ReceiptNumberRow {
  readonly step: 'recorded' | 'voided';
  readonly issuedAt: Instant;
  /** As they were when the receipt was made. */
  readonly feeItems: unknown;
  /** The receipt in whose place this one stands. */
  readonly replaced: ReceiptNumberRow | null;
  /** Why it, or the one in whose place it stands, was voided. */
  readonly reason: string | null;
}

/**
 * What was recorded and what was voided between two moments, in order. A receipt that was voided for another one in the
 * same time is told of by that one.
 */
export async function listDailyReceipts(
  db: Queryable,
  agencyCode: string,
  from: Instant,
  until: Instant,
): Promise<DailyReceiptRow[]> {
  return db.query(
    `WITH steps AS (
       SELECT 'recorded' AS step, recorded_at AS at, * FROM fee_receipts
       WHERE agency_code = $1 AND recorded_at >= $2 AND recorded_at < $3
       UNION ALL
       SELECT 'voided', voided_at, * FROM fee_receipts
       WHERE agency_code = $1 AND voided_at >= $2 AND voided_at < $3
         AND (replaced_at IS NULL OR replaced_at < $2 OR replaced_at >= $3))
     SELECT step, s.form_symbol AS "formSymbol", s.book_serial AS "bookSerial", s.number, s.issued_at AS "issuedAt",
       s.fee_items AS "feeItems",
       CASE WHEN old.number IS NOT NULL THEN json_build_object('formSymbol', old.form_symbol,
         'bookSerial', old.book_serial, 'number', old.number) END AS replaced,
       void.document ->> 'reason' AS reason
     FROM steps s
     LEFT JOIN fee_receipts old ON step = 'recorded' AND old.fee_payment_id = s.replaces_payment_id
     LEFT JOIN shift_entries void ON void.kind = 'feeReceiptVoided'
       AND void.fee_payment_id = CASE step WHEN 'voided' THEN s.fee_payment_id ELSE old.fee_payment_id END
     ORDER BY s.at, s.book_serial, s.number, step`,
    [agencyCode, from, until],
  );
}
