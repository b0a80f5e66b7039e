import type { Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface BlobRow {
  readonly hash: Sha256;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly storedAt: Instant;
}

export async function findBlob(db: Queryable, hash: Sha256): Promise<BlobRow | undefined> {
  const [row] = await db.query<BlobRow>(
    `SELECT hash, size_bytes AS "sizeBytes", media_type AS "mediaType", stored_at AS "storedAt"
     FROM blobs WHERE hash = $1`,
    [hash],
  );
  return row;
}

/** Records a blob whose bytes are safely in the blob store. The first record of a hash stays. */
export async function insertBlob(db: Queryable, blob: BlobRow & { readonly stationId: StationId }): Promise<void> {
  await db.query(
    `INSERT INTO blobs (hash, size_bytes, media_type, stored_at, station_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hash) DO NOTHING`,
    [blob.hash, blob.sizeBytes, blob.mediaType, blob.storedAt, blob.stationId],
  );
}
