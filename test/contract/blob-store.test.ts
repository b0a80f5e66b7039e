import { MemoryBlobStore } from '#test/fakes/memory-blob-store.ts';
import { describeBlobStore } from './blob-store.contract.ts';

describeBlobStore('in memory', () => {
  const store = new MemoryBlobStore();
  const put = (_hash: string, bytes: Uint8Array): Promise<void> => {
    store.put(bytes);
    return Promise.resolve();
  };
  return Promise.resolve({ store, put });
});
