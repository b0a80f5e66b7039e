import Dexie, { liveQuery, type Collection } from 'dexie';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { PrintRow } from '#renderer/data/schema/rows.ts';
import type { DossierId, IssuedDocumentId, PrintId } from '#shared/kernel/ids.ts';

/** Prints of one paper, in the order in which they were begun. */
export async function listPrints(
  database: CounterDatabase,
  issuedDocumentId: IssuedDocumentId,
): Promise<readonly PrintRow[]> {
  return database.prints.where('issuedDocumentId').equals(issuedDocumentId).sortBy('begunAt');
}

/** Prints of all papers of a dossier, in the order in which they were begun. */
export async function listPrintsOf(database: CounterDatabase, dossierId: DossierId): Promise<readonly PrintRow[]> {
  return database.prints.where('dossierId').equals(dossierId).sortBy('begunAt');
}

export async function findPrint(database: CounterDatabase, printId: PrintId): Promise<PrintRow | undefined> {
  return database.prints.get(printId);
}

/** Prints that a spooler has and of which nobody knows yet how they ended, the oldest first. */
export async function listOpenPrints(database: CounterDatabase): Promise<readonly PrintRow[]> {
  return openPrints(database).sortBy('begunAt');
}

/** Without those whose spooler names no jobs: they have no place in the index, and nobody can be asked about them. */
function openPrints(database: CounterDatabase): Collection<PrintRow, string> {
  return database.prints.where('[state+jobId]').between(['handedOver', Dexie.minKey], ['handedOver', Dexie.maxKey]);
}

/** Tells how many prints are open, now and after every change. */
export function watchOpenPrints(
  database: CounterDatabase,
  onCount: (count: number) => void,
  onError: (cause: unknown) => void,
): () => void {
  const subscription = liveQuery(() => openPrints(database).count()).subscribe({
    next: onCount,
    error: onError,
  });
  return () => {
    subscription.unsubscribe();
  };
}
