import type { DossierId, OperationId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { insertChanges, listStationsOfAgency } from './changes-store.ts';
import type { Queryable, Transaction } from './database.ts';

export interface StandingChange {
  readonly agencyCode: string;
  readonly subject: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly recordedAt: Instant;
  /** Stations that enrol later are not told any more; `null` = always. */
  readonly validUntil: Instant | null;
}

/**
 * Tells every station of the agency, and keeps it for those that enrol later. The counter's lock comes first: a station
 * that is enrolling is either among those told here, or finds the row when it has the lock.
 */
export async function tellAgency(tx: Transaction, change: StandingChange): Promise<void> {
  await lockCounter(tx);
  const { agencyCode, subject, kind, payload, recordedAt, validUntil } = change;
  await tx.query(
    `INSERT INTO standing_changes (agency_code, subject, kind, payload, recorded_at, valid_until)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agency_code, subject) DO UPDATE SET kind = excluded.kind, payload = excluded.payload,
       recorded_at = excluded.recorded_at, valid_until = excluded.valid_until`,
    [agencyCode, subject, kind, JSON.stringify(payload), recordedAt, validUntil],
  );
  const stationIds = await listStationsOfAgency(tx, agencyCode);
  if (stationIds.length > 0) await insertChanges(tx, stationIds, kind, payload, recordedAt);
}

/** Tells a station that has just enrolled what stands for its agency. */
export async function tellNewStation(
  tx: Transaction,
  stationId: StationId,
  agencyCode: string,
  now: Instant,
): Promise<void> {
  await lockCounter(tx);
  const standing = await tx.query<Pick<StandingChange, 'kind' | 'payload'>>(
    `SELECT kind, payload FROM standing_changes
     WHERE agency_code = $1 AND (valid_until IS NULL OR valid_until > $2) ORDER BY recorded_at, subject`,
    [agencyCode, now],
  );
  for (const { kind, payload } of standing) await insertChanges(tx, [stationId], kind, payload, now);
}

export async function findStandingPayload(db: Queryable, agencyCode: string, subject: string): Promise<unknown> {
  const [row] = await db.query<{ payload: unknown }>(
    'SELECT payload FROM standing_changes WHERE agency_code = $1 AND subject = $2',
    [agencyCode, subject],
  );
  return row?.payload;
}

async function lockCounter(tx: Transaction): Promise<void> {
  await tx.query('SELECT last_number FROM change_counter FOR UPDATE');
}

export interface StoredDossier {
  readonly stationId: StationId;
  readonly state: string;
  readonly resultDueAt: Instant;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Locks the dossier until the transaction ends. */
export async function lockDossier(tx: Transaction, dossierId: DossierId): Promise<StoredDossier | undefined> {
  const [row] = await tx.query<StoredDossier>(
    `SELECT station_id AS "stationId", state, result_due_at AS "resultDueAt", document FROM dossiers
     WHERE dossier_id = $1 FOR UPDATE`,
    [dossierId],
  );
  return row;
}

export async function updateDossier(
  tx: Transaction,
  dossierId: DossierId,
  change: { readonly state: string; readonly resultDueAt: Instant; readonly document: unknown; readonly at: Instant },
): Promise<void> {
  await tx.query(
    `UPDATE dossiers SET state = $2, result_due_at = $3, document = $4,
       state_changed_at = CASE WHEN state = $2 THEN state_changed_at ELSE $5 END
     WHERE dossier_id = $1`,
    [dossierId, change.state, change.resultDueAt, JSON.stringify(change.document), change.at],
  );
}

export interface CorrectionProposalRow {
  readonly operationId: OperationId;
  readonly dossierId: DossierId;
  readonly stationId: StationId;
  readonly proposedAt: Instant;
  readonly document: unknown;
}

export async function insertCorrectionProposals(db: Queryable, rows: readonly CorrectionProposalRow[]): Promise<void> {
  await db.query(
    `INSERT INTO correction_proposals (operation_id, dossier_id, station_id, proposed_at, document)
     SELECT "operationId", "dossierId", "stationId", "proposedAt", document
     FROM json_to_recordset($1::json) AS r("operationId" uuid, "dossierId" uuid, "stationId" uuid,
       "proposedAt" timestamptz, document jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Oldest first. */
export async function listCorrectionProposals(db: Queryable): Promise<readonly CorrectionProposalRow[]> {
  return db.query(
    `SELECT operation_id AS "operationId", dossier_id AS "dossierId", station_id AS "stationId",
       proposed_at AS "proposedAt", document FROM correction_proposals ORDER BY proposed_at, operation_id`,
  );
}
