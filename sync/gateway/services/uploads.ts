import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, toEpochMs } from '#shared/kernel/instant.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { isDiskFull } from '#sync/gateway/store/durable-files.ts';
import {
  deleteUpload,
  findExpiredUploads,
  findUpload,
  insertUpload,
  updateUploadOperation,
  type UploadKey,
  type UploadRow,
} from '#sync/gateway/store/uploads-store.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { decodeOperationHeader, encodeOperationHeader } from '#sync/protocol/operation-header.ts';
import type { StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { findStoredBlob, recordBlob, refuseBlobOperation, storeBlob, type AnnouncedBlob } from './blobs.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

export type { UploadKey };

/** An upload that goes on; `offset` bytes of it are safely on disk. */
export interface OpenUpload extends UploadRow {
  readonly offset: number;
}

export interface NewUpload extends Pick<StoreBlobPayload, 'mediaType' | 'sizeBytes'> {
  /** Encoded, as in the announcement. */
  readonly operation: string;
}

const CLEAN_UP_INTERVAL_MS = 60 * 60_000;

export async function getOpenUpload(deps: ServiceDeps, key: UploadKey): Promise<Result<OpenUpload, GatewayProblem>> {
  const row = await findUpload(deps.database, key);
  if (row === undefined) return err({ code: 'uploadUnknown' });
  if (isExpired(deps, row)) return err({ code: 'uploadExpired' });
  const offset = await deps.blobFiles.uploads.findLength(key);
  // A record without its file: the crash came between the two, or the file was lost. It begins anew.
  return offset === undefined ? err({ code: 'uploadUnknown' }) : ok({ ...row, offset });
}

/** Opens an upload, or gives the one that is open: an upload is known by its station and the hash of its content. */
export async function openUpload(
  deps: ServiceDeps,
  key: UploadKey,
  upload: NewUpload,
): Promise<Result<OpenUpload, GatewayProblem>> {
  const before = await findUpload(deps.database, key);
  // A hash has one length: another one means that the last upload lied, or this one does. The hash will tell.
  if (before !== undefined && (isExpired(deps, before) || before.sizeBytes !== upload.sizeBytes))
    await forgetUpload(deps, key);
  const createdAt = deps.clock.now();
  const expiresAt = instantFromEpochMs(toEpochMs(createdAt) + deps.policy.uploadLifetimeMs);
  await insertUpload(deps.database, { ...key, ...upload, createdAt, expiresAt });
  await deps.blobFiles.uploads.create(key);
  return getOpenUpload(deps, key);
}

/** Adds bytes from `offset` on; answers with how many there are now, safely on disk. */
export async function writePart(
  deps: ServiceDeps,
  key: UploadKey,
  bytes: Readable,
  offset: number,
): Promise<Result<number, GatewayProblem>> {
  try {
    const length = await deps.blobFiles.uploads.write(key, bytes, offset);
    // Without a file it was finished by another request since it was looked up.
    return length === undefined ? err({ code: 'uploadUnknown' }) : ok(length);
  } catch (error) {
    if (isDiskFull(error)) return err({ code: 'storageFull' });
    throw error;
  }
}

/**
 * Judges what a station says of a scan before its bytes. A scan that is stored already is recorded for this operation as
 * well, and is the answer; `undefined` when bytes are still missing.
 */
export async function announceBlob(
  deps: ServiceDeps,
  station: StationIdentity,
  blob: AnnouncedBlob,
): Promise<Result<BlobResponse, GatewayProblem> | undefined> {
  const refusal = await refuseBlobOperation(station, blob);
  if (refusal !== undefined) return err(refusal);
  const { hash, mediaType } = blob;
  const operation = encodeOperationHeader(blob.operation);
  await updateUploadOperation(deps.database, { stationId: station.stationId, hash }, { mediaType, operation });
  const accepted = await findAccepted(deps, station, hash);
  if (accepted?.ok !== true) return accepted;
  return recordBlob(deps, station, { ...blob, sizeBytes: accepted.value.sizeBytes });
}

/**
 * What the gateway has accepted under the hash, for this station: a scan that is stored already, or one whose last byte
 * arrived just before the gateway stopped, which is accepted now. `undefined` when bytes are still missing.
 */
export async function findAccepted(
  deps: ServiceDeps,
  station: StationIdentity,
  hash: Sha256,
): Promise<Result<BlobResponse, GatewayProblem> | undefined> {
  const stored = await findStoredBlob(deps, station, hash);
  if (stored !== undefined) return settleOvertaken(deps, station, stored);
  const open = await getOpenUpload(deps, { stationId: station.stationId, hash });
  return open.ok && open.value.offset === open.value.sizeBytes ? finishUpload(deps, station, hash) : undefined;
}

/** A colleague was first with the same scan: the operation that this station has announced belongs to it as well. */
async function settleOvertaken(
  deps: ServiceDeps,
  station: StationIdentity,
  stored: BlobResponse,
): Promise<Result<BlobResponse, GatewayProblem>> {
  const key = { stationId: station.stationId, hash: stored.hash };
  const row = await findUpload(deps.database, key);
  if (row === undefined) return ok(stored);
  const recorded = await recordBlob(deps, station, { ...announcedIn(row), sizeBytes: stored.sizeBytes });
  await forgetUpload(deps, key);
  return recorded;
}

/**
 * Accepts an upload whose bytes are all there: the hash is computed over a copy of them, so that nothing written later
 * can get past it, and the copy becomes the stored scan, together with the link of its operation. What is refused is
 * removed.
 */
export async function finishUpload(
  deps: ServiceDeps,
  station: StationIdentity,
  hash: Sha256,
): Promise<Result<BlobResponse, GatewayProblem>> {
  const key = { stationId: station.stationId, hash };
  const row = await findUpload(deps.database, key);
  if (row === undefined) return findFinished(deps, station, hash);
  const bytes = deps.blobFiles.uploads.read(key);
  const accepted = await storeBlob(deps, station, announcedIn(row), bytes);
  bytes.destroy();
  // The file went away while it was read: the same upload was finished by another request.
  if (!accepted.ok && accepted.error.code === 'uploadUnknown') return findFinished(deps, station, hash);
  // A full disk says nothing about the upload; any other refusal stays true, and the next upload begins anew.
  if (accepted.ok || accepted.error.code !== 'storageFull') await forgetUpload(deps, key);
  return accepted;
}

function announcedIn({ hash, mediaType, operation: encoded }: UploadRow): Omit<AnnouncedBlob, 'sizeBytes'> {
  const operation = decodeOperationHeader(encoded);
  if (operation === undefined) throw new Error('an upload was opened with an operation that cannot be read');
  // What the operation names, or its payload hash would not have fitted when it was announced.
  return { hash, mediaType: mediaType as StoreBlobPayload['mediaType'], operation };
}

async function findFinished(
  deps: ServiceDeps,
  station: StationIdentity,
  hash: Sha256,
): Promise<Result<BlobResponse, GatewayProblem>> {
  const stored = await findStoredBlob(deps, station, hash);
  return stored === undefined ? err({ code: 'uploadUnknown' }) : ok(stored);
}

/** Removes what has expired; answers with how many. */
export async function removeExpiredUploads(deps: ServiceDeps): Promise<number> {
  const expired = await findExpiredUploads(deps.database, deps.clock.now());
  for (const key of expired) await forgetUpload(deps, key);
  if (expired.length > 0) deps.logger.info('uploads.expired', { count: expired.length });
  return expired.length;
}

/** Looks for expired uploads once an hour until it is cancelled. */
export function startUploadCleanUp(deps: ServiceDeps, scheduler: Scheduler): Cancel {
  let cancel: Cancel = () => undefined;
  let isStopped = false;
  const cleanUp = (): void => {
    removeExpiredUploads(deps)
      .catch(() => deps.logger.warn('uploads.cleanUpFailed'))
      .finally(plan);
  };
  const plan = (): void => {
    if (!isStopped) cancel = scheduler.after(CLEAN_UP_INTERVAL_MS, cleanUp);
  };
  plan();
  return () => {
    isStopped = true;
    cancel();
  };
}

/** The record goes first: a file without a record is begun anew, a record without a file would be resumed. */
async function forgetUpload(deps: ServiceDeps, key: UploadKey): Promise<void> {
  await deleteUpload(deps.database, key);
  await deps.blobFiles.uploads.remove(key);
}

function isExpired(deps: ServiceDeps, row: UploadRow): boolean {
  return row.expiresAt <= deps.clock.now();
}
