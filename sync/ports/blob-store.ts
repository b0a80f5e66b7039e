import type { Sha256 } from '#shared/kernel/ids.ts';

/** Local scans, keyed by content. */
export interface BlobStore {
  /** The stored bytes, or `undefined` when there are none under this hash. */
  read(hash: Sha256): Promise<Uint8Array | undefined>;
  /** Remembers that the gateway returned this very hash; only then may a retention rule remove the local copy. */
  markConfirmed(hash: Sha256): Promise<void>;
}
