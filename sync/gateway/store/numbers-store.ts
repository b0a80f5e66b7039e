import type { NumberBlockId, StationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

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

/** All blocks of the station for the given days. */
export async function findBlocksOfDays(
  db: Queryable,
  stationId: StationId,
  days: readonly LocalDate[],
): Promise<NumberBlockRow[]> {
  return db.query(`SELECT ${BLOCK} FROM number_blocks WHERE station_id = $1 AND working_on = ANY($2::date[])`, [
    stationId,
    days,
  ]);
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
