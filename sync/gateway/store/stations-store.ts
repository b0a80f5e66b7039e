import type { StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface PublicKeyRow {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

export interface StationRow {
  readonly stationId: StationId;
  readonly stationName: string;
  readonly agencyCode: string;
  readonly publicKey: PublicKeyRow;
  readonly isBlocked: boolean;
}

export interface EnrolmentCodeRow {
  readonly codeHash: string;
  readonly agencyCode: string;
  readonly expiresAt: Instant;
  readonly stationId: StationId | null;
}

const STATION = `station_id AS "stationId", station_name AS "stationName", agency_code AS "agencyCode",
  public_key AS "publicKey", blocked_at IS NOT NULL AS "isBlocked"`;

export async function insertEnrolmentCode(
  db: Queryable,
  code: Omit<EnrolmentCodeRow, 'stationId'> & { readonly createdAt: Instant },
): Promise<void> {
  await db.query(
    'INSERT INTO enrolment_codes (code_hash, agency_code, created_at, expires_at) VALUES ($1, $2, $3, $4)',
    [code.codeHash, code.agencyCode, code.createdAt, code.expiresAt],
  );
}

/** Locks the code until the transaction ends, so that two stations cannot use it at once. */
export async function findEnrolmentCodeForUpdate(
  db: Queryable,
  codeHash: string,
): Promise<EnrolmentCodeRow | undefined> {
  const [row] = await db.query<EnrolmentCodeRow>(
    `SELECT code_hash AS "codeHash", agency_code AS "agencyCode", expires_at AS "expiresAt", station_id AS "stationId"
     FROM enrolment_codes WHERE code_hash = $1 FOR UPDATE`,
    [codeHash],
  );
  return row;
}

export async function markEnrolmentCodeUsed(db: Queryable, codeHash: string, stationId: StationId): Promise<void> {
  await db.query('UPDATE enrolment_codes SET station_id = $2 WHERE code_hash = $1', [codeHash, stationId]);
}

export async function insertStation(
  db: Queryable,
  station: Omit<StationRow, 'isBlocked'> & { readonly enrolledAt: Instant },
): Promise<void> {
  await db.query(
    `INSERT INTO stations (station_id, station_name, agency_code, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)`,
    [station.stationId, station.stationName, station.agencyCode, JSON.stringify(station.publicKey), station.enrolledAt],
  );
}

export async function findStation(db: Queryable, stationId: StationId): Promise<StationRow | undefined> {
  const [row] = await db.query<StationRow>(`SELECT ${STATION} FROM stations WHERE station_id = $1`, [stationId]);
  return row;
}

/** Makes everything else of this station wait until the transaction ends: its batches are applied one after another. */
export async function lockStation(db: Queryable, stationId: StationId): Promise<StationRow | undefined> {
  const [row] = await db.query<StationRow>(`SELECT ${STATION} FROM stations WHERE station_id = $1 FOR NO KEY UPDATE`, [
    stationId,
  ]);
  return row;
}

/** @returns false when there is no such station, or it was retired */
export async function setStationBlocked(
  db: Queryable,
  stationId: StationId,
  blockedAt: Instant | null,
): Promise<boolean> {
  const rows = await db.query(
    'UPDATE stations SET blocked_at = $2 WHERE station_id = $1 AND retired_at IS NULL RETURNING station_id',
    [stationId, blockedAt],
  );
  return rows.length === 1;
}

/** For good: blocked, and what it has not used or returned is void. @returns false when there is no such station */
export async function retireStation(db: Queryable, stationId: StationId, retiredAt: Instant): Promise<boolean> {
  const rows = await db.query(
    `UPDATE stations SET retired_at = coalesce(retired_at, $2), blocked_at = coalesce(blocked_at, $2)
     WHERE station_id = $1 RETURNING station_id`,
    [stationId, retiredAt],
  );
  return rows.length === 1;
}
