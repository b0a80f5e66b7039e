import type { OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { StoreFindingsRow } from '#renderer/data/schema/rows.ts';

/** What was found when store and journal were opened and compared. */
export type StoreFindings = Omit<StoreFindingsRow, 'key' | 'seenAt' | 'seenBy'>;

const KEY = 'atStart';

/**
 * Keeps what was found until an officer has read it; what two starts have found before that is told together. Damage that
 * has been read and is still there is not told again.
 */
export async function keepStoreFindings(database: CounterDatabase, found: StoreFindings): Promise<void> {
  await database.transaction('rw', database.storeFindings, async () => {
    const known = await database.storeFindings.get(KEY);
    const isRead = known === undefined || known.seenAt !== null;
    if (!isNews(found, known)) return;
    const told = isRead ? found : together(known, found);
    await database.storeFindings.put({ ...told, key: KEY, seenAt: null, seenBy: null });
  });
}

/** `undefined` when there is nothing that an officer has not read. */
export async function findUnreadFindings(database: CounterDatabase): Promise<StoreFindings | undefined> {
  const row = await database.storeFindings.get(KEY);
  return row?.seenAt === null ? row : undefined;
}

export async function markFindingsRead(database: CounterDatabase, by: OfficerId, at: Instant): Promise<void> {
  await database.storeFindings.update(KEY, { seenAt: at, seenBy: by });
}

function isNews(found: StoreFindings, known: StoreFindings | undefined): boolean {
  const { tornBytes, restoredCommits, unreadParts, missingScans, isStoreReplaced, damagedParts } = found;
  const events = tornBytes + restoredCommits + unreadParts + missingScans;
  return events > 0 || isStoreReplaced || damagedParts > (known?.damagedParts ?? 0);
}

function together(first: StoreFindings, second: StoreFindings): StoreFindings {
  return {
    foundAt: first.foundAt,
    tornBytes: first.tornBytes + second.tornBytes,
    damagedParts: Math.max(first.damagedParts, second.damagedParts),
    restoredCommits: first.restoredCommits + second.restoredCommits,
    unreadParts: first.unreadParts + second.unreadParts,
    missingScans: first.missingScans + second.missingScans,
    isStoreReplaced: first.isStoreReplaced || second.isStoreReplaced,
  };
}
