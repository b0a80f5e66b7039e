import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findBlob, insertBlob } from '#sync/gateway/store/blobs-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { PROTOCOL_VERSION, type SignedHeader } from '#sync/protocol/operation.ts';
import type { StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { logBreaks, recordSingleLink } from './chain.ts';
import { hashPayload, isCanonicalId } from './parse-operation.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';
import { isSignedBy } from './verify-operations.ts';

/** What is stored under the hash; undefined unless both the record and all its bytes are there. */
export async function findStoredBlob(deps: ServiceDeps, hash: Sha256): Promise<BlobResponse | undefined> {
  const row = await findBlob(deps.database, hash);
  if (row === undefined || (await deps.blobFiles.findSize(hash)) !== row.sizeBytes) return undefined;
  return { hash: row.hash, sizeBytes: row.sizeBytes, storedAt: row.storedAt };
}

/** A scan on its way in, with the signed operation that it belongs to. */
export interface BlobUpload {
  readonly hash: Sha256;
  readonly mediaType: string;
  readonly operation: SignedHeader;
  readonly bytes: Readable;
}

/** Why the operation of an upload is not taken, before its bytes are; undefined when it may go on. */
export async function refuseBlobOperation(
  station: StationIdentity,
  { hash, operation }: Pick<BlobUpload, 'hash' | 'operation'>,
): Promise<GatewayProblem | undefined> {
  if (operation.stationId !== station.stationId) return { code: 'foreignStation' };
  const isOfBlob = operation.kind === 'storeBlob' && operation.lineKey === `blob:${hash}`;
  const isReadable = operation.protocolVersion <= PROTOCOL_VERSION && isCanonicalId(operation.operationId);
  if (!isOfBlob || !isReadable) return { code: 'malformedOperation' };
  return (await isSignedBy(station, operation)) ? undefined : { code: 'signatureInvalid' };
}

/**
 * Stores the bytes of one scan under their hash. The answer is given after the bytes have reached the disk and the
 * record is committed, together with the link of its operation; a crash in between leaves a file that the next upload of
 * the same scan replaces by itself. `undefined` means that the sender went away.
 */
export async function storeBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  upload: BlobUpload,
): Promise<Result<BlobResponse, GatewayProblem> | undefined> {
  const refusal = await refuseBlobOperation(station, upload);
  if (refusal !== undefined) return err(refusal);
  const stored = await findStoredBlob(deps, upload.hash);
  if (stored !== undefined) return recordBlob(deps, station, upload, stored.sizeBytes);
  const put = await deps.blobFiles.put(upload.hash, upload.bytes, deps.policy.maxBlobBytes);
  if (!put.ok) return put.error.code === 'uploadCut' ? undefined : err({ code: put.error.code });
  return recordBlob(deps, station, upload, put.value);
}

/**
 * Records bytes that are safely in the blob store and the operation that brought them, in one transaction.
 * @param sizeBytes of the stored bytes, which the operation must have named
 */
export async function recordBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  { hash, mediaType, operation }: Omit<BlobUpload, 'bytes'>,
  sizeBytes: number,
): Promise<Result<BlobResponse, GatewayProblem>> {
  const payload: StoreBlobPayload = { hash, mediaType: mediaType as StoreBlobPayload['mediaType'], sizeBytes };
  if (hashPayload(payload) !== operation.payloadHash) return err({ code: 'payloadHashMismatch' });
  const recorded = await deps.database.transaction(async (tx) => {
    await lockStation(tx, station.stationId);
    const storedAt = deps.clock.now();
    const breaks = await recordSingleLink(tx, station, operation, storedAt);
    if (typeof breaks === 'string') return err({ code: breaks });
    await insertBlob(tx, { hash, sizeBytes, mediaType, storedAt, stationId: station.stationId });
    // Whoever was first: two uploads of one scan get the same answer.
    const kept = await findBlob(tx, hash);
    return ok({ breaks, blob: { hash, sizeBytes, storedAt: kept?.storedAt ?? storedAt } });
  });
  if (!recorded.ok) return recorded;
  logBreaks(deps.logger, station, recorded.value.breaks);
  return ok(recorded.value.blob);
}
