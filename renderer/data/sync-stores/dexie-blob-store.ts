import type { Instant } from '#shared/kernel/instant.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** Scans over IndexedDB. */
export function createDexieBlobStore(database: CounterDatabase, now: () => Instant): BlobStore {
  return {
    async read(hash) {
      const row = await database.blobs.get(hash);
      return row === undefined ? undefined : new Uint8Array(row.bytes);
    },
    async markConfirmed(hash) {
      await database.blobs.update(hash, { isConfirmed: 1, confirmedAt: now() });
    },
  };
}
