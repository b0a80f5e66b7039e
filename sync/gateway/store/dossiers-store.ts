import type { DossierId, FeePaymentId, OperationId, Sha256, ShiftId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface DossierRow {
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly operationId: OperationId;
  readonly stationId: StationId;
  readonly agencyCode: string;
  readonly procedureCode: string;
  readonly procedureVersion: number;
  readonly state: string;
  readonly stateChangedAt: Instant;
  readonly feeTotalVnd: number;
  readonly acceptedAt: Instant;
  readonly resultDueAt: Instant;
  /** The dossier as it was sent. */
  readonly document: unknown;
}

export interface FeePaymentRow {
  readonly feePaymentId: FeePaymentId;
  readonly operationId: OperationId;
  readonly stationId: StationId;
  readonly shiftId: ShiftId;
  readonly dossierId: DossierId;
  readonly means: string;
  readonly amountVnd: number;
  readonly collectedAt: Instant;
  readonly agencyCode: string;
  readonly receiptNumber?: { readonly kind: string; readonly bookSerial: string; readonly number: number } | undefined;
  readonly document: unknown;
}

export interface IntakeDecisionRow {
  readonly operationId: OperationId;
  readonly dossierId: DossierId;
  readonly stationId: StationId;
  readonly kind: 'requestSupplement' | 'refuseDossier';
  readonly decidedAt: Instant;
  readonly document: unknown;
}

export type KnownDossier = Pick<DossierRow, 'dossierId' | 'dossierCode' | 'stationId'> & {
  readonly provisionalCode?: string | null | undefined;
};

/**
 * Dossiers that carry one of these ids or one of these codes, official or provisional. Each is looked up in its own
 * index first: three conditions joined by OR made PostgreSQL read the whole table, at every batch.
 */
export async function findKnownDossiers(
  db: Queryable,
  ids: readonly DossierId[],
  codes: readonly string[],
): Promise<KnownDossier[]> {
  return db.query(
    `SELECT dossier_id AS "dossierId", dossier_code AS "dossierCode", station_id AS "stationId",
       provisional_code AS "provisionalCode"
     FROM dossiers LEFT JOIN provisional_codes USING (dossier_id)
     WHERE dossier_id = ANY(ARRAY(
       SELECT unnest($1::uuid[])
       UNION SELECT d.dossier_id FROM dossiers d WHERE d.dossier_code = ANY($2::text[])
       UNION SELECT p.dossier_id FROM provisional_codes p WHERE p.provisional_code = ANY($2::text[])))`,
    [ids, codes],
  );
}

/** Which of these dossiers were refused at intake, and which of these payments are known. */
export async function findRefusalsAndPayments(
  db: Queryable,
  dossierIds: readonly DossierId[],
  feePaymentIds: readonly FeePaymentId[],
): Promise<{ readonly kind: 'refusedDossier' | 'feePayment'; readonly id: string }[]> {
  return db.query(
    `SELECT 'refusedDossier' AS kind, dossier_id AS id FROM intake_decisions
     WHERE kind = 'refuseDossier' AND dossier_id = ANY($1::uuid[])
     UNION ALL SELECT 'feePayment', fee_payment_id FROM fee_payments WHERE fee_payment_id = ANY($2::uuid[])`,
    [dossierIds, feePaymentIds],
  );
}

export async function insertDossiers(db: Queryable, rows: readonly DossierRow[]): Promise<void> {
  await db.query(
    `INSERT INTO dossiers (dossier_id, dossier_code, operation_id, station_id, agency_code, procedure_code,
       procedure_version, state, state_changed_at, fee_total_vnd, accepted_at, result_due_at, document)
     SELECT "dossierId", "dossierCode", "operationId", "stationId", "agencyCode", "procedureCode",
       "procedureVersion", state, "stateChangedAt", "feeTotalVnd", "acceptedAt", "resultDueAt", document
     FROM json_to_recordset($1::json) AS r("dossierId" uuid, "dossierCode" text, "operationId" uuid, "stationId" uuid,
       "agencyCode" text, "procedureCode" text, "procedureVersion" bigint, state text, "stateChangedAt" timestamptz,
       "feeTotalVnd" bigint, "acceptedAt" timestamptz, "resultDueAt" timestamptz, document jsonb)`,
    [JSON.stringify(rows)],
  );
}

export async function insertDossierBlobs(
  db: Queryable,
  rows: readonly { readonly dossierId: DossierId; readonly hash: Sha256 }[],
): Promise<void> {
  await db.query(
    `INSERT INTO dossier_blobs (dossier_id, hash)
     SELECT dossier_id, hash FROM unnest($1::uuid[], $2::text[]) AS r(dossier_id, hash) ON CONFLICT DO NOTHING`,
    [rows.map(({ dossierId }) => dossierId), rows.map(({ hash }) => hash)],
  );
}

export async function insertFeePayments(db: Queryable, rows: readonly FeePaymentRow[]): Promise<void> {
  const values = rows.map(({ receiptNumber, ...row }) =>
    receiptNumber?.kind === 'provisionalSlip' ? { ...row, slip: receiptNumber } : row,
  );
  await db.query(
    `INSERT INTO fee_payments (fee_payment_id, operation_id, station_id, shift_id, dossier_id, means, amount_vnd,
       collected_at, agency_code, slip_serial, slip_number, document)
     SELECT "feePaymentId", "operationId", "stationId", "shiftId", "dossierId", means, "amountVnd", "collectedAt",
       "agencyCode", slip ->> 'bookSerial', (slip ->> 'number')::bigint, document
     FROM json_to_recordset($1::json) AS r("feePaymentId" uuid, "operationId" uuid, "stationId" uuid, "shiftId" uuid,
       "dossierId" uuid, means text, "amountVnd" bigint, "collectedAt" timestamptz, "agencyCode" text, slip jsonb,
       document jsonb)`,
    [JSON.stringify(values)],
  );
}

export async function insertIntakeDecisions(db: Queryable, rows: readonly IntakeDecisionRow[]): Promise<void> {
  await db.query(
    `INSERT INTO intake_decisions (operation_id, dossier_id, station_id, kind, decided_at, document)
     SELECT "operationId", "dossierId", "stationId", kind, "decidedAt", document
     FROM json_to_recordset($1::json) AS r("operationId" uuid, "dossierId" uuid, "stationId" uuid, kind text,
       "decidedAt" timestamptz, document jsonb)`,
    [JSON.stringify(rows)],
  );
}
