import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findBlob, findBlobOfAgency, insertBlob } from '#sync/gateway/store/blobs-store.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/**
 * What is stored under the hash, for an agency that has handed it in itself; undefined unless both the record and all
 * its bytes are there.
 */
export async function findStoredBlob(
  deps: ServiceDeps,
  { agencyCode }: StationIdentity,
  hash: Sha256,
): Promise<BlobResponse | undefined> {
  const row = await findBlobOfAgency(deps.database, hash, agencyCode);
  if (row === undefined || (await deps.blobFiles.findSize(hash)) !== row.sizeBytes) return undefined;
  return { hash: row.hash, sizeBytes: row.sizeBytes, storedAt: row.storedAt };
}

/**
 * Stores the bytes of one scan under their hash, which is computed anew. The answer is given after the bytes have
 * reached the disk and the record is committed; a crash in between leaves a file that the next upload of the same scan
 * replaces by itself.
 */
export async function storeBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  blob: { readonly hash: Sha256; readonly mediaType: string; readonly bytes: Readable },
): Promise<Result<BlobResponse, GatewayProblem>> {
  const { hash, mediaType } = blob;
  const put = await deps.blobFiles.put(hash, blob.bytes, deps.policy.maxBlobBytes);
  if (!put.ok) return err({ code: put.error.code === 'uploadCut' ? 'uploadUnknown' : put.error.code });
  const row = { hash, sizeBytes: put.value, mediaType, storedAt: deps.clock.now() };
  await insertBlob(deps.database, { ...row, ...station });
  // Two uploads of one scan at once: the first record counts for both.
  const kept = (await findBlob(deps.database, hash)) ?? row;
  return ok({ hash: kept.hash, sizeBytes: kept.sizeBytes, storedAt: kept.storedAt });
}
