import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';

export interface BlobHarness {
  readonly store: BlobStore;
  readonly put: (hash: Sha256, bytes: Uint8Array) => Promise<void>;
}

/** What every store of local scans guarantees. Each test gets an empty one. */
export function describeBlobStore(name: string, make: () => Promise<BlobHarness>): void {
  describe(`blob store: ${name}`, () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
    const hash = sha256Of(bytes);

    it('[BL1] reads a blob back byte for byte, confirmed or not', async () => {
      const { store, put } = await make();
      await put(hash, bytes);
      expect(await store.read(hash)).toEqual(bytes);
      await store.markConfirmed(hash);
      await store.markConfirmed(hash);
      expect(await store.read(hash)).toEqual(bytes);
    });

    it('[BL1] reads an unknown hash as undefined', async () => {
      const { store, put } = await make();
      await put(hash, bytes);
      expect(await store.read(sha256Of('other'))).toBeUndefined();
    });

    it('[BL1] hands out bytes that may be changed without changing the store', async () => {
      const { store, put } = await make();
      await put(hash, bytes);
      (await store.read(hash))?.fill(0);
      expect(await store.read(hash)).toEqual(bytes);
    });
  });
}
