import type { DossierId, StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/**
 * What became of a number. `used`: a dossier carries it; `returned`: the station said that nobody ever will; `void`:
 * the station was retired and has not said; `out`: at the station, unused or on its way.
 */
export type NumberState = 'used' | 'returned' | 'void' | 'out';

export interface NumberAccountRow {
  readonly orderNumber: number;
  readonly stationId: StationId;
  readonly state: NumberState;
  readonly dossierId: DossierId | null;
}

export interface NumberReportRow {
  readonly workingOn: LocalDate;
  readonly stationId: StationId;
  readonly stationName: string;
  readonly kind: 'leased' | 'band';
  readonly from: number;
  readonly to: number;
  readonly used: number;
  readonly returned: number;
  readonly void: number;
  readonly out: number;
}

/** Blocks of the days, and the bands of those days on which their stations took or returned band numbers. */
const RANGES = `ranges AS (
  SELECT station_id, 'leased' AS kind, working_on, first_number, last_number FROM number_blocks
  WHERE agency_code = $1 AND working_on BETWEEN $2 AND $3
  UNION ALL
  SELECT b.station_id, 'band', d.working_on, b.first_number, b.last_number
  FROM number_bands b CROSS JOIN (
    SELECT working_on FROM number_uses WHERE agency_code = $1 AND working_on BETWEEN $2 AND $3
    UNION SELECT working_on FROM number_returns WHERE agency_code = $1 AND working_on BETWEEN $2 AND $3) d
  WHERE b.agency_code = $1 AND (
    EXISTS (SELECT FROM number_uses u WHERE u.agency_code = $1 AND u.working_on = d.working_on
      AND u.order_number BETWEEN b.first_number AND b.last_number)
    OR EXISTS (SELECT FROM number_returns r WHERE r.agency_code = $1 AND r.working_on = d.working_on
      AND r.first_number = b.first_number)))`;

const NUMBERS = `numbers AS (
  SELECT ranges.*, n AS order_number, u.dossier_id,
    CASE WHEN u.dossier_id IS NOT NULL THEN 'used'
      WHEN n >= r.next_number THEN 'returned'
      WHEN s.retired_at IS NOT NULL THEN 'void'
      ELSE 'out' END AS state
  FROM ranges
  JOIN stations s USING (station_id)
  CROSS JOIN LATERAL generate_series(ranges.first_number, ranges.last_number) AS n
  LEFT JOIN number_uses u ON u.agency_code = $1 AND u.working_on = ranges.working_on AND u.order_number = n
  LEFT JOIN number_returns r ON r.agency_code = $1 AND r.working_on = ranges.working_on
    AND r.first_number = ranges.first_number)`;

/** Every number that was ever given out for the agency and day, in order, with what became of it. */
export async function listNumbers(
  db: Queryable,
  agencyCode: string,
  workingOn: LocalDate,
): Promise<NumberAccountRow[]> {
  return db.query(
    `WITH ${RANGES}, ${NUMBERS}
     SELECT order_number AS "orderNumber", station_id AS "stationId", state, dossier_id AS "dossierId"
     FROM numbers ORDER BY order_number`,
    [agencyCode, workingOn, workingOn],
  );
}

/** The same by block and band, for a span of days. */
export async function reportNumbers(
  db: Queryable,
  agencyCode: string,
  first: LocalDate,
  last: LocalDate,
): Promise<NumberReportRow[]> {
  return db.query(
    `WITH ${RANGES}, ${NUMBERS}
     SELECT working_on AS "workingOn", station_id AS "stationId", station_name AS "stationName", kind,
       first_number AS "from", last_number AS "to",
       count(*) FILTER (WHERE state = 'used') AS used,
       count(*) FILTER (WHERE state = 'returned') AS returned,
       count(*) FILTER (WHERE state = 'void') AS void,
       count(*) FILTER (WHERE state = 'out') AS out
     FROM numbers JOIN stations USING (station_id)
     GROUP BY working_on, station_id, station_name, kind, first_number, last_number
     ORDER BY working_on, first_number`,
    [agencyCode, first, last],
  );
}
