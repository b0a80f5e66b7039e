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

/** The blob, if a station of the agency has handed in its bytes; others need not learn that it exists. */
export async function findBlobOfAgency(db: Queryable, hash: Sha256, agencyCode: string): Promise<BlobRow | undefined> {
  const [known] = await db.query('SELECT 1 FROM blob_agencies WHERE hash = $1 AND agency_code = $2', [
    hash,
    agencyCode,
  ]);
  return known === undefined ? undefined : findBlob(db, hash);
}

export interface NewBlob extends BlobRow {
  readonly stationId: StationId;
  readonly agencyCode: string;
}

/** Records a blob whose bytes are safely in the blob store. The first record of a hash stays. */
export async function insertBlob(db: Queryable, blob: NewBlob): Promise<void> {
  await db.query(
    `INSERT INTO blobs (hash, size_bytes, media_type, stored_at, station_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hash) DO NOTHING`,
    [blob.hash, blob.sizeBytes, blob.mediaType, blob.storedAt, blob.stationId],
  );
  await db.query('INSERT INTO blob_agencies (hash, agency_code) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    blob.hash,
    blob.agencyCode,
  ]);
}
