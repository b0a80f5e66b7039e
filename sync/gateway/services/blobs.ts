import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findBlob, insertBlob, type BlobRow } from '#sync/gateway/store/blobs-store.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/** What is stored under the hash; undefined unless both the record and all its bytes are there. */
export async function findStoredBlob(deps: ServiceDeps, hash: Sha256): Promise<BlobResponse | undefined> {
  const row = await findBlob(deps.database, hash);
  if (row === undefined || (await deps.blobFiles.findSize(hash)) !== row.sizeBytes) return undefined;
  return { hash: row.hash, sizeBytes: row.sizeBytes, storedAt: row.storedAt };
}

/**
 * Stores the bytes of one scan under their hash. The answer is given after the bytes have reached the disk and the
 * record is committed; a crash in between leaves a file that the next upload of the same scan replaces by itself.
 * `undefined` means that the sender went away.
 */
export async function storeBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  upload: { readonly hash: Sha256; readonly mediaType: string; readonly bytes: Readable },
): Promise<Result<BlobResponse, GatewayProblem> | undefined> {
  const stored = await findStoredBlob(deps, upload.hash);
  if (stored !== undefined) return ok(stored);
  const put = await deps.blobFiles.put(upload.hash, upload.bytes, deps.policy.maxBlobBytes);
  if (!put.ok) return put.error.code === 'uploadCut' ? undefined : err({ code: put.error.code });
  const row: BlobRow = {
    hash: upload.hash,
    sizeBytes: put.value,
    mediaType: upload.mediaType,
    storedAt: deps.clock.now(),
  };
  await insertBlob(deps.database, { ...row, stationId: station.stationId });
  // Two uploads of one scan at once: the first record counts for both.
  const kept = (await findBlob(deps.database, upload.hash)) ?? row;
  return ok({ hash: kept.hash, sizeBytes: kept.sizeBytes, storedAt: kept.storedAt });
}
