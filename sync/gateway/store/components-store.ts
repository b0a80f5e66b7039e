import type { DossierComponentId, DossierId, OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface AwaitedComponent {
  readonly dossierId: DossierId;
  readonly componentId: DossierComponentId;
}

interface FromOperation extends AwaitedComponent {
  readonly operationId: OperationId;
  readonly stationId: StationId;
  /** The payload as it was sent. */
  readonly document: unknown;
}

export interface DigitisedComponentRow extends FromOperation {
  readonly hash: Sha256;
  readonly digitisedAt: Instant;
}

export interface ExtractionRow extends FromOperation {
  readonly confirmedAt: Instant;
}

/** Components of accepted dossiers whose pages follow as a PDF. */
export async function insertAwaitedComponents(db: Queryable, rows: readonly AwaitedComponent[]): Promise<void> {
  await db.query(
    `INSERT INTO awaited_components (dossier_id, component_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])`,
    [rows.map(({ dossierId }) => dossierId), rows.map(({ componentId }) => componentId)],
  );
}

export async function insertDigitisedComponents(db: Queryable, rows: readonly DigitisedComponentRow[]): Promise<void> {
  await db.query(
    `INSERT INTO digitised_components (operation_id, dossier_id, component_id, station_id, hash, digitised_at, document)
     SELECT "operationId", "dossierId", "componentId", "stationId", hash, "digitisedAt", document
     FROM json_to_recordset($1::json) AS r("operationId" uuid, "dossierId" uuid, "componentId" uuid, "stationId" uuid,
       hash text, "digitisedAt" timestamptz, document jsonb)`,
    [JSON.stringify(rows)],
  );
}

export async function insertExtractions(db: Queryable, rows: readonly ExtractionRow[]): Promise<void> {
  await db.query(
    `INSERT INTO extractions (operation_id, dossier_id, component_id, station_id, confirmed_at, document)
     SELECT "operationId", "dossierId", "componentId", "stationId", "confirmedAt", document
     FROM json_to_recordset($1::json) AS r("operationId" uuid, "dossierId" uuid, "componentId" uuid, "stationId" uuid,
       "confirmedAt" timestamptz, document jsonb)`,
    [JSON.stringify(rows)],
  );
}

export interface StoredComponents {
  /** In the order in which they came. */
  readonly digitised: readonly DigitisedComponentRow[];
  readonly extractions: readonly ExtractionRow[];
}

/** What has come for the components of one dossier. */
export async function listComponents(db: Queryable, dossierId: DossierId): Promise<StoredComponents> {
  const shared = `c.operation_id AS "operationId", c.dossier_id AS "dossierId", c.component_id AS "componentId",
    c.station_id AS "stationId", c.document`;
  const inOrder = `JOIN operations USING (operation_id) WHERE c.dossier_id = $1 ORDER BY sequence`;
  return {
    digitised: await db.query(
      `SELECT ${shared}, c.hash, c.digitised_at AS "digitisedAt" FROM digitised_components c ${inOrder}`,
      [dossierId],
    ),
    extractions: await db.query(`SELECT ${shared}, c.confirmed_at AS "confirmedAt" FROM extractions c ${inOrder}`, [
      dossierId,
    ]),
  };
}
