import type { OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface OperationRow {
  readonly operationId: OperationId;
  readonly stationId: StationId;
  readonly stationSequence: number;
  readonly lineKey: string;
  readonly sequence: number;
  readonly kind: string;
  readonly protocolVersion: number;
  readonly payloadHash: Sha256;
  readonly createdAt: Instant;
  readonly acceptedAt: Instant;
}

const OPERATION = `operation_id AS "operationId", station_id AS "stationId", station_sequence AS "stationSequence",
  line_key AS "lineKey", sequence, kind, protocol_version AS "protocolVersion", payload_hash AS "payloadHash",
  created_at AS "createdAt", accepted_at AS "acceptedAt"`;

/** Accepted operations with one of these ids, of whatever station. */
export async function findOperations(db: Queryable, ids: readonly OperationId[]): Promise<OperationRow[]> {
  return db.query(`SELECT ${OPERATION} FROM operations WHERE operation_id = ANY($1::uuid[])`, [ids]);
}

/** The highest accepted place on each line of the station; a line without any is left out. */
export async function findLineHeads(
  db: Queryable,
  stationId: StationId,
  lineKeys: readonly string[],
): Promise<{ readonly lineKey: string; readonly head: number }[]> {
  return db.query(
    `SELECT line_key AS "lineKey", max(sequence) AS head FROM operations
     WHERE station_id = $1 AND line_key = ANY($2::text[]) GROUP BY line_key`,
    [stationId, lineKeys],
  );
}

export async function insertOperations(db: Queryable, rows: readonly OperationRow[]): Promise<void> {
  await db.query(
    `INSERT INTO operations (operation_id, station_id, station_sequence, line_key, sequence, kind, protocol_version,
       payload_hash, created_at, accepted_at)
     SELECT "operationId", "stationId", "stationSequence", "lineKey", sequence, kind, "protocolVersion", "payloadHash",
       "createdAt", "acceptedAt"
     FROM json_to_recordset($1::json) AS r("operationId" uuid, "stationId" uuid, "stationSequence" bigint,
       "lineKey" text, sequence bigint, kind text, "protocolVersion" integer, "payloadHash" text,
       "createdAt" timestamptz, "acceptedAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
}
