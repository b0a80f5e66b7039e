import type { StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable, Transaction } from './database.ts';

export interface ChangeRow {
  readonly changeNumber: number;
  readonly kind: string;
  readonly payload: unknown;
}

/**
 * Adds one change for each station. Taking the numbers locks the counter until the transaction ends, so a number is
 * visible only after every smaller one: a reader that has seen N never misses anything below N.
 */
export async function insertChanges(
  tx: Transaction,
  stationIds: readonly StationId[],
  kind: string,
  payload: unknown,
  recordedAt: Instant,
): Promise<void> {
  await tx.query(
    `WITH counter AS (
       UPDATE change_counter SET last_number = last_number + cardinality($1::uuid[]) RETURNING last_number)
     INSERT INTO changes (change_number, station_id, kind, payload, recorded_at)
     SELECT last_number - cardinality($1::uuid[]) + place, station_id, $2, $3, $4
     FROM counter, unnest($1::uuid[]) WITH ORDINALITY AS r(station_id, place)`,
    [stationIds, kind, JSON.stringify(payload), recordedAt],
  );
}

/** Adds changes of one kind, each for a station of its own, in order; numbered as by `insertChanges`. */
export async function insertChangeList(
  tx: Transaction,
  kind: string,
  changes: readonly { readonly stationId: StationId; readonly payload: unknown }[],
  recordedAt: Instant,
): Promise<void> {
  await tx.query(
    `WITH counter AS (
       UPDATE change_counter SET last_number = last_number + $2::bigint RETURNING last_number - $2::bigint AS before)
     INSERT INTO changes (change_number, station_id, kind, payload, recorded_at)
     SELECT before + place, station_id, $3, payload, $4
     FROM counter, ROWS FROM (json_to_recordset($1::json) AS ("stationId" uuid, payload jsonb))
       WITH ORDINALITY AS r(station_id, payload, place)`,
    [JSON.stringify(changes), changes.length, kind, recordedAt],
  );
}

/** The number of the newest change of anybody; 0 when there is none. */
export async function findLastChangeNumber(db: Queryable): Promise<number> {
  const [row] = await db.query<{ last: number }>('SELECT last_number AS last FROM change_counter');
  return row?.last ?? 0;
}

/** At most `limit` changes of the station after `cursor`, in order. */
export async function findChanges(
  db: Queryable,
  stationId: StationId,
  cursor: number,
  limit: number,
): Promise<ChangeRow[]> {
  return db.query(
    `SELECT change_number AS "changeNumber", kind, payload FROM changes
     WHERE station_id = $1 AND change_number > $2 ORDER BY change_number LIMIT $3`,
    [stationId, cursor, limit],
  );
}

export async function listStationsOfAgency(db: Queryable, agencyCode: string): Promise<StationId[]> {
  const rows = await db.query<{ stationId: StationId }>(
    'SELECT station_id AS "stationId" FROM stations WHERE agency_code = $1 ORDER BY station_id',
    [agencyCode],
  );
  return rows.map(({ stationId }) => stationId);
}
