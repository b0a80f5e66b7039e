import type { Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** Whose upload of what: the identity of an upload. */
export interface UploadKey {
  readonly stationId: StationId;
  readonly hash: Sha256;
}

export interface UploadRow extends UploadKey {
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** The signed header of the operation that the bytes belong to, as it came and was verified. */
  readonly operation: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

const COLUMNS = `station_id AS "stationId", hash, size_bytes AS "sizeBytes", media_type AS "mediaType", operation,
  created_at AS "createdAt", expires_at AS "expiresAt"`;

export async function findUpload(db: Queryable, { stationId, hash }: UploadKey): Promise<UploadRow | undefined> {
  const [row] = await db.query<UploadRow>(`SELECT ${COLUMNS} FROM uploads WHERE station_id = $1 AND hash = $2`, [
    stationId,
    hash,
  ]);
  return row;
}

/** Records an upload unless it is known; answers with what is recorded. */
export async function insertUpload(db: Queryable, upload: UploadRow): Promise<UploadRow> {
  await db.query(
    `INSERT INTO uploads (station_id, hash, size_bytes, media_type, operation, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (station_id, hash) DO NOTHING`,
    [
      upload.stationId,
      upload.hash,
      upload.sizeBytes,
      upload.mediaType,
      upload.operation,
      upload.createdAt,
      upload.expiresAt,
    ],
  );
  return (await findUpload(db, upload)) ?? upload;
}

/** An upload that goes on belongs to the operation it was announced with last. */
export async function updateUploadOperation(
  db: Queryable,
  { stationId, hash }: UploadKey,
  { mediaType, operation }: Pick<UploadRow, 'mediaType' | 'operation'>,
): Promise<void> {
  await db.query('UPDATE uploads SET media_type = $3, operation = $4 WHERE station_id = $1 AND hash = $2', [
    stationId,
    hash,
    mediaType,
    operation,
  ]);
}

export async function deleteUpload(db: Queryable, { stationId, hash }: UploadKey): Promise<void> {
  await db.query('DELETE FROM uploads WHERE station_id = $1 AND hash = $2', [stationId, hash]);
}

export async function findExpiredUploads(db: Queryable, now: Instant): Promise<readonly UploadKey[]> {
  return db.query<UploadKey>('SELECT station_id AS "stationId", hash FROM uploads WHERE expires_at <= $1', [now]);
}
