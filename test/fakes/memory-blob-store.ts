import type { Sha256 } from '#shared/kernel/ids.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import { sha256Of } from './operation-book.ts';

/** Scans in memory. */
export class MemoryBlobStore implements BlobStore {
  readonly blobs = new Map<Sha256, Uint8Array>();
  readonly confirmed = new Set<Sha256>();
  /** Reads reject while true, like a damaged disk. */
  isReadFailing = false;

  put(bytes: Uint8Array): Sha256 {
    const hash = sha256Of(bytes);
    this.blobs.set(hash, bytes);
    return hash;
  }

  async read(hash: Sha256): Promise<Uint8Array | undefined> {
    await Promise.resolve();
    if (this.isReadFailing) throw new Error('read failed');
    return this.blobs.get(hash)?.slice();
  }

  async markConfirmed(hash: Sha256): Promise<void> {
    await Promise.resolve();
    this.confirmed.add(hash);
  }
}
