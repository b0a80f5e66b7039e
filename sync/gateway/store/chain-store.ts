import type { OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** One applied operation's place in the chain of its station. */
export interface ChainLink {
  readonly stationSequence: number;
  readonly operationId: OperationId;
  readonly operationHash: Sha256;
  readonly previousHash: Sha256 | null;
}

/** An operation that names another predecessor than the one the province holds. */
export interface ChainBreak {
  readonly stationSequence: number;
  readonly operationId: OperationId;
  readonly previousHash: Sha256 | null;
  /** Hash of the predecessor that is held; `null` when it is the first operation and has none. */
  readonly expectedHash: Sha256 | null;
}

export interface ChainBreakRow extends ChainBreak {
  readonly stationId: StationId;
  readonly detectedAt: Instant;
}

/** The links of the station at these running numbers, and whatever links, of any station, carry these ids. */
export async function findChainLinks(
  db: Queryable,
  stationId: StationId,
  stationSequences: readonly number[],
  operationIds: readonly OperationId[],
): Promise<(ChainLink & { readonly stationId: StationId })[]> {
  return db.query(
    `SELECT station_id AS "stationId", station_sequence AS "stationSequence", operation_id AS "operationId",
       operation_hash AS "operationHash", previous_hash AS "previousHash"
     FROM chain_links
     WHERE station_id = $1 AND station_sequence = ANY($2::bigint[]) OR operation_id = ANY($3::uuid[])`,
    [stationId, stationSequences, operationIds],
  );
}

export async function insertChainLinks(
  db: Queryable,
  stationId: StationId,
  links: readonly ChainLink[],
  recordedAt: Instant,
): Promise<void> {
  await db.query(
    `INSERT INTO chain_links (station_id, station_sequence, operation_id, operation_hash, previous_hash, recorded_at)
     SELECT $1, "stationSequence", "operationId", "operationHash", "previousHash", $3
     FROM json_to_recordset($2::json) AS r("stationSequence" bigint, "operationId" uuid, "operationHash" text,
       "previousHash" text)`,
    [stationId, JSON.stringify(links), recordedAt],
  );
}

/** @returns the running numbers that were not known to be broken before */
export async function insertChainBreaks(
  db: Queryable,
  stationId: StationId,
  breaks: readonly ChainBreak[],
  detectedAt: Instant,
): Promise<number[]> {
  const rows = await db.query<{ stationSequence: number }>(
    `INSERT INTO chain_breaks (station_id, station_sequence, operation_id, previous_hash, expected_hash, detected_at)
     SELECT $1, "stationSequence", "operationId", "previousHash", "expectedHash", $3
     FROM json_to_recordset($2::json) AS r("stationSequence" bigint, "operationId" uuid, "previousHash" text,
       "expectedHash" text)
     ON CONFLICT DO NOTHING RETURNING station_sequence AS "stationSequence"`,
    [stationId, JSON.stringify(breaks), detectedAt],
  );
  return rows.map(({ stationSequence }) => stationSequence);
}

/** Every break of every station, in the order found. */
export async function listChainBreaks(db: Queryable): Promise<ChainBreakRow[]> {
  return db.query(
    `SELECT station_id AS "stationId", station_sequence AS "stationSequence", operation_id AS "operationId",
       previous_hash AS "previousHash", expected_hash AS "expectedHash", detected_at AS "detectedAt"
     FROM chain_breaks ORDER BY detected_at, station_id, station_sequence`,
  );
}
