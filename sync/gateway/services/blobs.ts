import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import { findBlob, findBlobOfAgency, insertBlob } from '#sync/gateway/store/blobs-store.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { PROTOCOL_VERSION, type SignedHeader } from '#sync/protocol/operation.ts';
import type { StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { logBreaks, recordSingleLink } from './chain.ts';
import { hashPayload, isCanonicalId } from './parse-operation.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';
import { isSignedBy } from './verify-operations.ts';

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

/** A scan as the station announces it before its bytes, with the signed operation that it belongs to. */
export interface AnnouncedBlob extends StoreBlobPayload {
  readonly operation: SignedHeader;
}

/** Why the operation of an upload is not taken, before its bytes are; undefined when it may go on. */
export async function refuseBlobOperation(
  station: StationIdentity,
  { operation, ...payload }: AnnouncedBlob,
): Promise<GatewayProblem | undefined> {
  if (operation.stationId !== station.stationId) return { code: 'foreignStation' };
  const isOfBlob = operation.kind === 'storeBlob' && operation.lineKey === lineOfBlob(payload.hash);
  const isReadable = operation.protocolVersion <= PROTOCOL_VERSION && isCanonicalId(operation.operationId);
  if (!isOfBlob || !isReadable) return { code: 'malformedOperation' };
  if (!(await isSignedBy(station, operation))) return { code: 'signatureInvalid' };
  return hashPayload(payload) === operation.payloadHash ? undefined : { code: 'payloadHashMismatch' };
}

/**
 * Stores the bytes of one scan under their hash, which is computed anew. The answer is given after the bytes have
 * reached the disk and the record is committed, together with the link of its operation; a crash in between leaves a
 * file that the next upload of the same scan replaces by itself.
 */
export async function storeBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  blob: Omit<AnnouncedBlob, 'sizeBytes'>,
  bytes: Readable,
): Promise<Result<BlobResponse, GatewayProblem>> {
  const put = await deps.blobFiles.put(blob.hash, bytes, deps.policy.maxBlobBytes);
  if (!put.ok) return err({ code: put.error.code === 'uploadCut' ? 'uploadUnknown' : put.error.code });
  return recordBlob(deps, station, { ...blob, sizeBytes: put.value });
}

/**
 * Records bytes that are safely in the blob store and the operation that brought them, in one transaction. The same
 * again changes nothing.
 * @param blob its size is that of the stored bytes, which the operation must have named
 */
export async function recordBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  { operation, ...payload }: AnnouncedBlob,
): Promise<Result<BlobResponse, GatewayProblem>> {
  if (hashPayload(payload) !== operation.payloadHash) return err({ code: 'payloadHashMismatch' });
  const { hash, sizeBytes } = payload;
  const recorded = await deps.database.transaction(async (tx) => {
    await lockStation(tx, station.stationId);
    const storedAt = deps.clock.now();
    const breaks = await recordSingleLink(tx, station, operation, storedAt);
    if (typeof breaks === 'string') return err({ code: breaks });
    const { stationId, agencyCode } = station;
    await insertBlob(tx, { ...payload, storedAt, stationId, agencyCode });
    // Whoever was first: two uploads of one scan get the same answer.
    const kept = await findBlob(tx, hash);
    return ok({ breaks, blob: { hash, sizeBytes, storedAt: kept?.storedAt ?? storedAt } });
  });
  if (!recorded.ok) return recorded;
  logBreaks(deps.logger, station, recorded.value.breaks);
  return ok(recorded.value.blob);
}
