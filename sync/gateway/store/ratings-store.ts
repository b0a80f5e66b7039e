import type { DossierId, OperationId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface RatingRow {
  readonly dossierId: DossierId;
  readonly operationId: OperationId;
  readonly stationId: StationId;
  readonly dossierCode: string;
  /** 1 to 5. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly ratedAt: Instant;
}

export async function insertRatings(db: Queryable, rows: readonly RatingRow[]): Promise<void> {
  await db.query(
    `INSERT INTO ratings (dossier_id, operation_id, station_id, dossier_code, score, reasons, rated_at)
     SELECT "dossierId", "operationId", "stationId", "dossierCode", score, reasons, "ratedAt"
     FROM json_to_recordset($1::json) AS r("dossierId" uuid, "operationId" uuid, "stationId" uuid,
       "dossierCode" text, score smallint, reasons text[], "ratedAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
}

/** Those of the dossiers that are rated. */
export async function findRatings(db: Queryable, dossierIds: readonly DossierId[]): Promise<RatingRow[]> {
  return db.query(
    `SELECT dossier_id AS "dossierId", operation_id AS "operationId", station_id AS "stationId",
       dossier_code AS "dossierCode", score, reasons, rated_at AS "ratedAt"
     FROM ratings WHERE dossier_id = ANY($1::uuid[])`,
    [dossierIds],
  );
}
