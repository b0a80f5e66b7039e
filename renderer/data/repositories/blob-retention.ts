import { mayRemoveBlob, retiredSince, type BlobRetention } from '#shared/domain/blob-retention.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { hashesOfPages } from '#shared/domain/scanned-page.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import { isLineDone } from './outbox-lines.ts';

/** One transaction removes so many scans, so that nobody at the counter waits behind it. */
export const MOST_REMOVED_AT_ONCE = 20;

/**
 * Removes local copies that the retention rule lets go, a few at a time; answers with how many went. Everything is read
 * and removed in one transaction: a scan that is named anew in the same moment stays. Bytes are never read.
 */
export async function removeRetiredBlobs(
  database: CounterDatabase,
  now: Instant,
  retention: BlobRetention,
): Promise<number> {
  const { blobs, drafts, outbox, digitisations, dossiers } = database;
  return database.transaction('rw', [blobs, drafts, outbox, digitisations, dossiers], async () => {
    const retired = blobs.where('confirmedAt').belowOrEqual(retiredSince(now, retention));
    const [hashes, times, named] = await Promise.all([
      retired.primaryKeys(),
      retired.keys() as PromiseLike<unknown> as PromiseLike<Instant[]>,
      findNamed(database),
    ]);
    const removable: string[] = [];
    for (const [place, hash] of hashes.entries()) {
      const isInUse = named.has(hash) || !(await isLineDone(database, lineOfBlob(hash)));
      if (mayRemoveBlob({ confirmedAt: times[place] ?? null, isInUse }, now, retention)) removable.push(hash);
      if (removable.length === MOST_REMOVED_AT_ONCE) break;
    }
    await blobs.bulkDelete(removable);
    return removable.length;
  });
}

/** By drafts, and by components whose PDF is not made yet. */
async function findNamed({ drafts, dossiers, digitisations }: CounterDatabase): Promise<ReadonlySet<string>> {
  const waiting = await digitisations.where('state').equals('waiting').toArray();
  const [open, accepted] = await Promise.all([
    drafts.toArray(),
    dossiers.bulkGet([...new Set(waiting.map(({ dossierId }) => dossierId))]),
  ]);
  const components = [
    ...open.flatMap((draft) => draft.components),
    ...accepted.flatMap((dossier) => dossier?.components ?? []),
  ];
  return new Set(components.flatMap(({ files, pages }) => [...files.map(({ hash }) => hash), ...hashesOfPages(pages)]));
}
