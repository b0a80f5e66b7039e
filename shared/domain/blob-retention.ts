import { instantFromEpochMs, MS_PER_DAY, toEpochMs, type Instant } from '#shared/kernel/instant.ts';

/** How long this machine keeps its own copy of a scan. */
export interface BlobRetention {
  /** Days after the gateway has returned the hash. */
  readonly keepDays: number;
}

export const DEFAULT_BLOB_RETENTION: BlobRetention = { keepDays: 30 };

/** What the rule has to know of a local scan. */
export interface KeptBlob {
  /** When the gateway returned this very hash; `null` = not yet. */
  readonly confirmedAt: Instant | null;
  /** A draft or something that has not been sent yet names it. */
  readonly isInUse: boolean;
}

/** Copies that were confirmed then or before have been kept for long enough. */
export function retiredSince(now: Instant, { keepDays }: BlobRetention): Instant {
  return instantFromEpochMs(toEpochMs(now) - keepDays * MS_PER_DAY);
}

/** Whether the local copy of a scan may go. Never before the gateway has returned its hash, however old it is. */
export function mayRemoveBlob(blob: KeptBlob, now: Instant, retention: BlobRetention): boolean {
  if (blob.confirmedAt === null || blob.isInUse) return false;
  return blob.confirmedAt <= retiredSince(now, retention);
}
