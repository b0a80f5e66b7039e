import type { DossierId, StationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface NumberBandRow {
  readonly from: number;
  readonly to: number;
}

export interface NumberReturnRow {
  readonly workingOn: LocalDate;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

export interface NumberRequestRow {
  readonly contentHash: string;
  readonly recordedAt: Instant;
}

export interface NumberUseRow {
  readonly agencyCode: string;
  readonly workingOn: LocalDate;
  readonly orderNumber: number;
  readonly dossierId: DossierId;
}

/** What the station has asked for under this id before. */
export async function findNumberRequest(
  db: Queryable,
  stationId: StationId,
  requestId: string,
): Promise<NumberRequestRow | undefined> {
  const [row] = await db.query<NumberRequestRow>(
    `SELECT content_hash AS "contentHash", recorded_at AS "recordedAt" FROM number_requests
     WHERE station_id = $1 AND request_id = $2`,
    [stationId, requestId],
  );
  return row;
}

export async function insertNumberRequest(
  db: Queryable,
  stationId: StationId,
  requestId: string,
  { contentHash, recordedAt }: NumberRequestRow,
): Promise<void> {
  await db.query(
    'INSERT INTO number_requests (station_id, request_id, content_hash, recorded_at) VALUES ($1, $2, $3, $4)',
    [stationId, requestId, contentHash, recordedAt],
  );
}

export async function findBand(db: Queryable, stationId: StationId): Promise<NumberBandRow | undefined> {
  const [row] = await db.query<NumberBandRow>(
    'SELECT first_number AS "from", last_number AS "to" FROM number_bands WHERE station_id = $1',
    [stationId],
  );
  return row;
}

/** The next band of the agency that nobody has. Another station that asks at once waits until this one has its band. */
export async function findFreeBandNumber(db: Queryable, agencyCode: string): Promise<number> {
  await db.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`band:${agencyCode}`]);
  const [row] = await db.query<{ free: number }>(
    'SELECT (coalesce(max(band_number), 0) + 1)::bigint AS free FROM number_bands WHERE agency_code = $1',
    [agencyCode],
  );
  return row?.free ?? 1;
}

export async function insertBand(
  db: Queryable,
  station: { readonly stationId: StationId; readonly agencyCode: string },
  bandNumber: number,
  { from, to }: NumberBandRow,
): Promise<void> {
  await db.query(
    `INSERT INTO number_bands (station_id, agency_code, band_number, first_number, last_number)
     VALUES ($1, $2, $3, $4, $5)`,
    [station.stationId, station.agencyCode, bandNumber, from, to],
  );
}

/** Records returns; of a block that was returned before, the first word stands. */
export async function insertReturns(
  db: Queryable,
  station: { readonly stationId: StationId; readonly agencyCode: string },
  rows: readonly NumberReturnRow[],
  recordedAt: Instant,
): Promise<void> {
  await db.query(
    `INSERT INTO number_returns
       (station_id, agency_code, working_on, first_number, last_number, next_number, recorded_at)
     SELECT $1, $2, "workingOn", "from", "to", "next", $4
     FROM json_to_recordset($3::json) AS r("workingOn" date, "from" bigint, "to" bigint, "next" bigint)
     ON CONFLICT DO NOTHING`,
    [station.stationId, station.agencyCode, JSON.stringify(rows), recordedAt],
  );
}

export async function insertNumberUses(db: Queryable, rows: readonly NumberUseRow[]): Promise<void> {
  await db.query(
    `INSERT INTO number_uses (agency_code, working_on, order_number, dossier_id)
     SELECT "agencyCode", "workingOn", "orderNumber", "dossierId"
     FROM json_to_recordset($1::json)
       AS r("agencyCode" text, "workingOn" date, "orderNumber" bigint, "dossierId" uuid)`,
    [JSON.stringify(rows)],
  );
}

export async function insertProvisionalCodes(
  db: Queryable,
  rows: readonly { readonly provisionalCode: string; readonly dossierId: DossierId }[],
): Promise<void> {
  await db.query(
    `INSERT INTO provisional_codes (provisional_code, dossier_id)
     SELECT "provisionalCode", "dossierId"
     FROM json_to_recordset($1::json) AS r("provisionalCode" text, "dossierId" uuid)`,
    [JSON.stringify(rows)],
  );
}

/**
 * The last number taken of each day, 0 for none; the counters stay locked until the transaction ends. Call it with the
 * days in ascending order, as leases do.
 */
export async function lockCounters(
  db: Queryable,
  agencyCode: string,
  days: readonly LocalDate[],
): Promise<ReadonlyMap<LocalDate, number>> {
  await db.query(
    `INSERT INTO number_counters (agency_code, working_on, next_number)
     SELECT $1, day, 1 FROM unnest($2::date[]) AS r(day) ORDER BY day ON CONFLICT DO NOTHING`,
    [agencyCode, days],
  );
  const rows = await db.query<{ workingOn: LocalDate; last: number }>(
    `SELECT working_on AS "workingOn", next_number - 1 AS last FROM number_counters
     WHERE agency_code = $1 AND working_on = ANY($2::date[]) ORDER BY working_on FOR UPDATE`,
    [agencyCode, days],
  );
  return new Map(rows.map(({ workingOn, last }) => [workingOn, last]));
}
