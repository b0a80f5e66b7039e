import type { OperationId, StationId } from '#shared/kernel/ids.ts';
import type { Queryable } from './database.ts';

export interface ReplacementRow {
  readonly stationId: StationId;
  /** Was refused, so it is in no other table. */
  readonly replacedId: OperationId;
  readonly operationId: OperationId;
}

/** Those of `ids` in whose place an operation of the station was accepted. */
export async function findReplaced(
  db: Queryable,
  stationId: StationId,
  ids: readonly OperationId[],
): Promise<OperationId[]> {
  const rows = await db.query<{ id: OperationId }>(
    `SELECT replaced_id AS id FROM operation_replacements WHERE station_id = $1 AND replaced_id = ANY($2::uuid[])`,
    [stationId, ids],
  );
  return rows.map(({ id }) => id);
}

export async function insertReplacements(db: Queryable, rows: readonly ReplacementRow[]): Promise<void> {
  await db.query(
    `INSERT INTO operation_replacements (station_id, replaced_id, operation_id)
     SELECT "stationId", "replacedId", "operationId"
     FROM json_to_recordset($1::json) AS r("stationId" uuid, "replacedId" uuid, "operationId" uuid)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
