import type { DossierId, FeePaymentId, StationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** A transfer that a citizen says was made and that nobody has found yet. */
export interface ClaimedTransfer {
  readonly feePaymentId: FeePaymentId;
  readonly stationId: StationId;
  /** What the payment was taken under, and the official code where it came later. */
  readonly codes: readonly string[];
  readonly amountVnd: number;
}

/** The agency's open claims, oldest first, locked so that two reads of one statement find each of them once. */
export async function lockClaimedTransfers(db: Queryable, agencyCode: string): Promise<ClaimedTransfer[]> {
  return db.query(
    // In the order in which batches lock them; then in the order in which they were taken.
    `WITH claimed AS MATERIALIZED (
       SELECT fee_payment_id, station_id, dossier_id, amount_vnd, document ->> 'dossierCode' AS code, collected_at
       FROM fee_payments p
       WHERE agency_code = $1 AND means = 'bankTransfer' AND confirmed_at IS NULL AND voided_at IS NULL
         AND NOT EXISTS (SELECT FROM bank_transfers b WHERE b.fee_payment_id = p.fee_payment_id)
       ORDER BY fee_payment_id FOR NO KEY UPDATE)
     SELECT fee_payment_id AS "feePaymentId", station_id AS "stationId", amount_vnd AS "amountVnd",
       ARRAY(SELECT code UNION SELECT d.dossier_code FROM dossiers d WHERE d.dossier_id = claimed.dossier_id) AS codes
     FROM claimed ORDER BY collected_at, fee_payment_id`,
    [agencyCode],
  );
}

/** Which of these statement rows were found to be a payment before. */
export async function findKnownTransfers(
  db: Queryable,
  agencyCode: string,
  bankReferences: readonly string[],
): Promise<{ readonly bankReference: string; readonly feePaymentId: FeePaymentId }[]> {
  return db.query(
    `SELECT bank_reference AS "bankReference", fee_payment_id AS "feePaymentId" FROM bank_transfers
     WHERE agency_code = $1 AND bank_reference = ANY($2::text[])`,
    [agencyCode, bankReferences],
  );
}

export interface BankTransferRow {
  readonly bankReference: string;
  readonly feePaymentId: FeePaymentId;
  readonly amountVnd: number;
  readonly receivedOn: LocalDate;
}

export async function insertBankTransfers(
  db: Queryable,
  agencyCode: string,
  rows: readonly BankTransferRow[],
  foundAt: Instant,
): Promise<void> {
  await db.query(
    `INSERT INTO bank_transfers (agency_code, bank_reference, fee_payment_id, amount_vnd, received_on, found_at)
     SELECT $1, "bankReference", "feePaymentId", "amountVnd", "receivedOn", $3
     FROM json_to_recordset($2::json) AS r("bankReference" text, "feePaymentId" uuid, "amountVnd" bigint,
       "receivedOn" date)`,
    [agencyCode, JSON.stringify(rows), foundAt],
  );
}

export interface OnlinePaymentRow {
  readonly onlinePaymentId: string;
  readonly agencyCode: string;
  readonly paymentReference: string;
  readonly dossierId: DossierId;
  readonly amountVnd: number;
  readonly paidAt: Instant;
  readonly reportedAt: Instant;
  readonly document: unknown;
}

/** @returns what is known under the agency's reference: this very payment, or the one reported first */
export async function insertOnlinePayment(
  db: Queryable,
  row: OnlinePaymentRow,
): Promise<{ readonly isNew: boolean; readonly document: unknown }> {
  const [added] = await db.query(
    `INSERT INTO online_payments (online_payment_id, agency_code, payment_reference, dossier_id, amount_vnd, paid_at,
       reported_at, document)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (agency_code, payment_reference) DO NOTHING
     RETURNING online_payment_id`,
    [
      ...[row.onlinePaymentId, row.agencyCode, row.paymentReference, row.dossierId, row.amountVnd, row.paidAt],
      ...[row.reportedAt, JSON.stringify(row.document)],
    ],
  );
  const [known] = await db.query<{ document: unknown }>(
    'SELECT document FROM online_payments WHERE agency_code = $1 AND payment_reference = $2',
    [row.agencyCode, row.paymentReference],
  );
  return { isNew: added !== undefined, document: known?.document };
}
