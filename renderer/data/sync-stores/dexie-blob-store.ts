import type { Instant } from '#shared/kernel/instant.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import { hashesOfPages } from '#shared/domain/scanned-page.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** Scans over IndexedDB. */
export function createDexieBlobStore(database: CounterDatabase, now: () => Instant): BlobStore {
  return {
    async read(hash) {
      const row = await database.blobs.get(hash);
      return row === undefined ? undefined : new Uint8Array(row.bytes);
    },
    async markConfirmed(hash) {
      const { blobs, digitisations, dossiers } = database;
      await database.transaction('rw', [blobs, digitisations, dossiers], async () => {
        const held = [hash, ...(await hashesInside(database, hash))];
        const confirmedAt = now();
        await Promise.all(held.map((each) => blobs.update(each, { isConfirmed: 1, confirmedAt })));
      });
    },
  };
}

/** The pictures that a component's PDF was made of: with the PDF the province has them too. */
async function hashesInside(
  { digitisations, dossiers }: CounterDatabase,
  fileHash: string,
): Promise<readonly string[]> {
  const made = await digitisations.where('fileHash').equals(fileHash).toArray();
  const known = await dossiers.bulkGet(made.map(({ dossierId }) => dossierId));
  return known.flatMap((dossier, index) => {
    const component = dossier?.components.find(({ componentId }) => componentId === made[index]?.componentId);
    return component === undefined ? [] : hashesOfPages(component.pages);
  });
}
