import type { StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';
import type { PublicKeyRow } from './stations-store.ts';

export interface SessionRow {
  readonly stationId: StationId;
  readonly agencyCode: string;
  readonly publicKey: PublicKeyRow;
  readonly isBlocked: boolean;
  readonly expiresAt: Instant;
}

/** Removes what can no longer matter: sessions that ended and nonces whose signed time is out of tolerance anyway. */
export async function removeStale(db: Queryable, now: Instant, nonceUsedBefore: Instant): Promise<void> {
  await db.query('DELETE FROM sessions WHERE expires_at < $1', [now]);
  await db.query('DELETE FROM session_nonces WHERE used_at < $1', [nonceUsedBefore]);
}

/**
 * Writes the session and uses up the nonce it was asked for with, in one statement: both or neither.
 * @returns false when the station has used this nonce before; then there is no session
 */
export async function insertSession(
  db: Queryable,
  session: {
    readonly tokenHash: string;
    readonly stationId: StationId;
    readonly nonce: string;
    readonly openedAt: Instant;
    readonly expiresAt: Instant;
  },
): Promise<boolean> {
  const rows = await db.query(
    `WITH used AS (
       INSERT INTO session_nonces (station_id, nonce, used_at) VALUES ($2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING station_id)
     INSERT INTO sessions (token_hash, station_id, opened_at, expires_at)
     SELECT $1, station_id, $4, $5 FROM used RETURNING token_hash`,
    [session.tokenHash, session.stationId, session.nonce, session.openedAt, session.expiresAt],
  );
  return rows.length === 1;
}

export async function findSession(db: Queryable, tokenHash: string): Promise<SessionRow | undefined> {
  const [row] = await db.query<SessionRow>(
    `SELECT station_id AS "stationId", agency_code AS "agencyCode", public_key AS "publicKey",
       blocked_at IS NOT NULL AS "isBlocked", expires_at AS "expiresAt"
     FROM sessions JOIN stations USING (station_id) WHERE token_hash = $1`,
    [tokenHash],
  );
  return row;
}
