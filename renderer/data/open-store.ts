import type { Journal, JournalErrorCode, JournalFindings } from '#shared/journal-format/journal.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Clock, Hasher, IdSource, Logger } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { createJournalWriter, type JournalWriter } from './journal-writer.ts';
import { readMissingCommits } from './missing-commits.ts';
import { reconcile } from './reconcile.ts';
import { keepStoreFindings } from './repositories/store-findings.ts';
import { recordWrites, type WriteRecorder } from './record-writes.ts';
import type { CounterDatabase } from './schema/database.ts';

export type OpenStoreFailure =
  | AppError<'journalFailed', { readonly reason: JournalErrorCode }>
  | AppError<'storeNotOpened', { readonly reason: string }>;

export interface OpenStoreParts {
  /** Not opened yet. */
  readonly database: CounterDatabase;
  readonly journal: Journal;
  readonly hasher: Hasher;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: IdSource;
}

export interface OpenedStore {
  readonly writer: JournalWriter;
  readonly recorder: WriteRecorder;
}

/** Failures to open that mean a damaged store. Others (a newer version, no room) leave it alone. */
const DAMAGED = new Set(['UnknownError', 'DataError', 'DataCloneError', 'NotFoundError', 'InvalidStateError']);

/**
 * Opens store and journal side by side and makes them agree. A store that cannot be opened is deleted and made anew from
 * the journal, but only after the whole journal has been read without a fault. Without both nothing may be taken in.
 */
export async function openStore(parts: OpenStoreParts): Promise<Result<OpenedStore, OpenStoreFailure>> {
  const { database, journal, logger } = parts;
  const writer = createJournalWriter({
    journal,
    logger,
    ids: parts.ids,
    readMissing: (isHeld) => readMissingCommits(database, ({ number }) => isHeld(number)),
  });
  const recorder = recordWrites(database, writer);
  const [opened, found] = await Promise.all([tryToOpen(database), journal.open()]);
  if (!found.ok) return err({ code: 'journalFailed', details: { reason: found.error.code } });
  if (found.value.tornBytes + found.value.damagedParts > 0) {
    const { tornBytes, damagedParts } = found.value;
    logger.error('journal.notWhole', { tornBytes, damagedParts });
  }
  if (opened !== undefined) {
    const replaced = await replaceDamaged(parts, opened, found.value.tail.length > 0);
    if (!replaced.ok) return replaced;
  }
  return makeEqual(parts, recorder, writer, { ...found.value, isStoreReplaced: opened !== undefined });
}

async function makeEqual(
  parts: OpenStoreParts,
  recorder: WriteRecorder,
  writer: JournalWriter,
  found: JournalFindings & { readonly isStoreReplaced: boolean },
): Promise<Result<OpenedStore, OpenStoreFailure>> {
  const { database, journal, hasher, logger } = parts;
  const made = await reconcile({ database, journal, hasher, recorder }, found);
  if (!made.ok) return err({ code: 'journalFailed', details: { reason: made.error } });
  const { commits, appended, damagedParts, missingScans, held } = made.value;
  writer.holds(held);
  if (commits + appended > 0) logger.warn('journal.reconciled', { commits, appended, damagedParts, missingScans });
  const { tornBytes, isStoreReplaced } = found;
  await keepStoreFindings(database, {
    ...{ foundAt: parts.clock.now(), tornBytes, isStoreReplaced, missingScans },
    damagedParts: found.damagedParts,
    restoredCommits: commits,
    unreadParts: damagedParts,
  });
  return ok({ writer, recorder });
}

/** @returns the name of the failure, `undefined` when the store is open */
async function tryToOpen(database: CounterDatabase): Promise<string | undefined> {
  try {
    await database.open();
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? innermostName(cause) : typeof cause;
  }
}

function innermostName(error: Error): string {
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  return inner instanceof Error ? innermostName(inner) : error.name;
}

async function replaceDamaged(
  { database, journal, logger }: OpenStoreParts,
  reason: string,
  hasJournal: boolean,
): Promise<Result<null, OpenStoreFailure>> {
  const failure = err({ code: 'storeNotOpened' as const, details: { reason } });
  if (!DAMAGED.has(reason) || !hasJournal || !(await isReadable(journal))) return failure;
  logger.error('store.replaced', { reason });
  try {
    await database.delete({ disableAutoOpen: false });
    await database.open();
    return ok(null);
  } catch (cause) {
    return err({ code: 'storeNotOpened', details: { reason: cause instanceof Error ? cause.name : typeof cause } });
  }
}

async function isReadable(journal: Journal): Promise<boolean> {
  let page: string | null = null;
  do {
    const read = await journal.read(1, page);
    if (!read.ok || read.value.damagedParts > 0) return false;
    page = read.value.next;
  } while (page !== null);
  return true;
}
