import type { Journal, JournalErrorCode, JournalFindings } from '#shared/journal-format/journal.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { applyJournal, type AppliedJournal, type JournalReader } from './apply-journal.ts';
import { encodeCommit, encodeScan, nameOf, type CommitRecord } from './journal-codec.ts';
import { readMissingCommits, tellWholeStore } from './missing-commits.ts';
import type { CounterDatabase } from './schema/database.ts';

export interface Reconciliation extends AppliedJournal {
  /** Commits that the journal lacked and has now. */
  readonly appended: number;
  /** Commits that the journal holds and whose marks may go. */
  readonly held: readonly number[];
}

type Journals = JournalReader & { readonly journal: Pick<Journal, 'append' | 'read' | 'readScan' | 'keepScan'> };

/**
 * Compares journal and store in both directions and makes them equal, before anything is taken in: what only the journal
 * knows is applied, what only the store knows is appended. When they are equal, which is nearly always, only marks and
 * the journal's tail are looked at, however long the journal has become.
 */
export async function reconcile(
  parts: Journals,
  { tail }: JournalFindings,
): Promise<Result<Reconciliation, JournalErrorCode>> {
  const { database } = parts;
  const marks = await database.journalMarks.orderBy('number').primaryKeys();
  const lastMarked = marks.at(-1) ?? 0;
  const lastJournalled = tail.reduce((greatest, { number }) => Math.max(greatest, number), 0);
  const applied =
    lastJournalled > lastMarked ? await applyJournal(parts, lastMarked) : ok<AppliedJournal>(NOTHING_APPLIED);
  if (!applied.ok) return applied;
  const appended = hasLostItsBeginning(marks, lastJournalled)
    ? await appendWholeStore(parts)
    : await appendMissing(parts, new Set(tail.map(nameOf)));
  if (!appended.ok) return appended;
  // Those seen at the beginning: a commit that another window makes meanwhile may not be in the journal yet.
  return ok({ ...applied.value, appended: appended.value, held: marks.slice(0, -1) });
}

const NOTHING_APPLIED: AppliedJournal = { commits: 0, damagedParts: 0, missingScans: 0 };

/** Marks go only after the journal has held their commits: a journal that ends before the oldest mark is not the one. */
function hasLostItsBeginning(marks: readonly number[], lastJournalled: number): boolean {
  return lastJournalled < (marks[0] ?? 1) - 1;
}

async function appendMissing(
  { database, journal }: Journals,
  inJournal: ReadonlySet<string>,
): Promise<Result<number, JournalErrorCode>> {
  // A mark without rows was left by the journal itself.
  const missing = (await readMissingCommits(database, (mark) => inJournal.has(nameOf(mark)))).filter(
    ({ writes }) => writes.length > 0,
  );
  const written = await journal.append(missing.map(encodeCommit));
  return written.ok ? ok(missing.length) : err(written.error.code);
}

async function appendWholeStore({ database, journal }: Journals): Promise<Result<number, JournalErrorCode>> {
  const kept = await mirrorScans(database, journal);
  if (!kept.ok) return kept;
  const number = await findLastMark(database);
  let appended = 0;
  let failure: JournalErrorCode | undefined;
  await tellWholeStore(database, number, async (record: CommitRecord) => {
    const written = await journal.append([encodeCommit(record)]);
    if (written.ok) appended += 1;
    else failure = written.error.code;
    return written.ok;
  });
  return failure === undefined ? ok(appended) : err(failure);
}

async function mirrorScans(
  database: CounterDatabase,
  journal: Pick<Journal, 'keepScan'>,
): Promise<Result<null, JournalErrorCode>> {
  for (const hash of await database.blobs.where('isConfirmed').equals(0).primaryKeys()) {
    const row = await database.blobs.get(hash);
    if (row === undefined) continue;
    const kept = await journal.keepScan(hash, encodeScan(row.bytes));
    if (!kept.ok) return err(kept.error.code);
  }
  return ok(null);
}

async function findLastMark(database: CounterDatabase): Promise<number> {
  const last = await database.journalMarks.orderBy('number').last();
  return last?.number ?? 1;
}
