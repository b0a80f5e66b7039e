import type { NumberBlockId, StationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import type { NumberBandRow, NumberReturnRow } from './number-requests-store.ts';

export interface NumberBlockRow {
  readonly numberBlockId: NumberBlockId;
  readonly agencyCode: string;
  readonly workingOn: LocalDate;
  readonly from: number;
  readonly to: number;
}

const BLOCK = `number_block_id AS "numberBlockId", agency_code AS "agencyCode", working_on AS "workingOn",
  first_number AS "from", last_number AS "to"`;

/** The blocks a station was given for one request, by day; empty when it has not asked yet. */
export async function findBlocksOfRequest(
  db: Queryable,
  stationId: StationId,
  requestId: string,
): Promise<NumberBlockRow[]> {
  return db.query(`SELECT ${BLOCK} FROM number_blocks WHERE station_id = $1 AND request_id = $2 ORDER BY working_on`, [
    stationId,
    requestId,
  ]);
}

/** What a station may number its dossiers with. */
export interface StationNumbers {
  readonly blocks: readonly NumberBlockRow[];
  /** Its own on every day; none before its first lease. */
  readonly band: NumberBandRow | null;
  readonly returns: readonly NumberReturnRow[];
}

/** Blocks and returns of the given days, and the band. One question, because a batch cannot go on without all three. */
export async function findStationNumbers(
  db: Queryable,
  stationId: StationId,
  days: readonly LocalDate[],
): Promise<StationNumbers> {
  const [found] = await db.query<StationNumbers>(
    `SELECT
       (SELECT coalesce(json_agg(b), '[]') FROM (
         SELECT ${BLOCK} FROM number_blocks WHERE station_id = $1 AND working_on = ANY($2::date[])) b) AS blocks,
       (SELECT row_to_json(b) FROM (
         SELECT first_number AS "from", last_number AS "to" FROM number_bands WHERE station_id = $1) b) AS band,
       (SELECT coalesce(json_agg(r), '[]') FROM (
         SELECT working_on AS "workingOn", first_number AS "from", last_number AS "to", next_number AS "next"
         FROM number_returns WHERE station_id = $1 AND working_on = ANY($2::date[])) r) AS returns`,
    [stationId, days],
  );
  return found ?? { blocks: [], band: null, returns: [] };
}

/**
 * Takes `size` consecutive numbers of an agency and day and records them as the station's block. The counter's row
 * stays locked until the transaction ends; take days in ascending order so that two requests cannot deadlock. Takes
 * nothing when the day has not that many left: what lies above belongs to the stations' bands.
 */
export async function takeBlock(
  db: Queryable,
  block: {
    readonly numberBlockId: NumberBlockId;
    readonly stationId: StationId;
    readonly requestId: string;
    readonly agencyCode: string;
    readonly workingOn: LocalDate;
    readonly size: number;
    /** No block of this day reaches beyond this number. */
    readonly lastOfDay: number;
    readonly leasedAt: Instant;
  },
): Promise<void> {
  await db.query(
    `WITH taken AS (
       INSERT INTO number_counters AS counter (agency_code, working_on, next_number) VALUES ($4, $5, 1 + $6::bigint)
       ON CONFLICT (agency_code, working_on) DO UPDATE SET next_number = counter.next_number + $6::bigint
         WHERE counter.next_number + $6::bigint <= $8::bigint + 1
       RETURNING next_number)
     INSERT INTO number_blocks
       (number_block_id, station_id, request_id, agency_code, working_on, first_number, last_number, leased_at)
     SELECT $1, $2, $3, $4, $5, next_number - $6::bigint, next_number - 1, $7 FROM taken`,
    [
      block.numberBlockId,
      block.stationId,
      block.requestId,
      block.agencyCode,
      block.workingOn,
      block.size,
      block.leasedAt,
      block.lastOfDay,
    ],
  );
}
