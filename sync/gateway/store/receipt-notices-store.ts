import type { DossierId, FeePaymentId, OfficerId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** A receipt of whose payer a message is expected. */
export interface ExpectedNotice {
  readonly feePaymentId: FeePaymentId;
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  /** Where the dossier was taken in. */
  readonly stationId: StationId;
  readonly bookSerial: string;
  readonly number: number;
  readonly amountVnd: number;
  readonly collectedAt: Instant;
  readonly collectedBy: OfficerId;
  /** Of the dossier, as it was sent. */
  readonly receiptDelivery: unknown;
  readonly applicant: unknown;
  /** Of the newest catalogue. */
  readonly office: unknown;
}

/**
 * Receipts in force of these payments, and of all payments of these dossiers, whose citizen asked for messages. A payment
 * whose dossier has not come is not among them; it is when the dossier comes.
 */
export async function findExpectedNotices(
  db: Queryable,
  agencyCode: string,
  feePaymentIds: readonly FeePaymentId[],
  dossierIds: readonly DossierId[],
): Promise<ExpectedNotice[]> {
  return db.query(
    `SELECT p.fee_payment_id AS "feePaymentId", d.dossier_id AS "dossierId", d.dossier_code AS "dossierCode",
       d.station_id AS "stationId", r.book_serial AS "bookSerial", r.number, r.amount_vnd AS "amountVnd",
       p.collected_at AS "collectedAt", p.document ->> 'collectedBy' AS "collectedBy",
       d.document -> 'receiptDelivery' AS "receiptDelivery", d.document -> 'applicant' AS applicant,
       (SELECT office FROM catalogues WHERE agency_code = $1 ORDER BY catalogue_version DESC LIMIT 1) AS office
     FROM fee_payments p JOIN fee_receipts r USING (fee_payment_id) JOIN dossiers d USING (dossier_id)
     WHERE (p.fee_payment_id = ANY($2::uuid[]) OR p.dossier_id = ANY($3::uuid[]))
       AND r.state = 'issued' AND d.document -> 'receiptDelivery' ?| ARRAY['email', 'sms', 'zalo']
     ORDER BY r.number`,
    [agencyCode, feePaymentIds, dossierIds],
  );
}
