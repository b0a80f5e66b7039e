import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** The stored picture of a page; `undefined` when this machine does not have it any more. */
export async function findPicture({ blobs }: CounterDatabase, hash: string): Promise<Blob | undefined> {
  const row = await blobs.get(hash);
  return row === undefined ? undefined : new Blob([row.bytes], { type: row.mediaType });
}
