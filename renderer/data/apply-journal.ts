import type { Journal, JournalErrorCode } from '#shared/journal-format/journal.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { decodeCommit, decodeScan, nameOf, type CommitRecord } from './journal-codec.ts';
import { isJournalled } from './journalled-rows.ts';
import type { WriteRecorder } from './record-writes.ts';
import { toSummary } from './repositories/dossier-summaries.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { JournalMarkRow, StoredBlobRow } from './schema/rows.ts';

export interface JournalReader {
  readonly database: CounterDatabase;
  readonly journal: Pick<Journal, 'read' | 'readScan'>;
  readonly recorder: WriteRecorder;
  readonly hasher: Hasher;
}

export interface AppliedJournal {
  readonly commits: number;
  /** Unreadable stretches of the journal, and records this build cannot read. */
  readonly damagedParts: number;
  /** Scans the gateway has not confirmed and whose copy is gone or damaged. */
  readonly missingScans: number;
}

/** Windows write side by side: a record may stand behind one with a greater number, but not far behind. */
const REORDER_WINDOW = 64;

/**
 * Brings into the store what only the journal knows: every commit with a number above `lastKnown`, in the order of the
 * commits. Reading and applying go page by page. May be repeated: a commit that the store knows is left out.
 */
export async function applyJournal(
  reader: JournalReader,
  lastKnown: number,
): Promise<Result<AppliedJournal, JournalErrorCode>> {
  const applied = { commits: 0, damagedParts: 0, missingScans: 0 };
  let held: CommitRecord[] = [];
  let page: string | null = null;
  do {
    const read = await reader.journal.read(lastKnown + 1, page);
    if (!read.ok) return err(read.error.code);
    const commits = read.value.records.map(decodeCommit);
    const known = commits.filter((commit) => commit !== undefined);
    applied.damagedParts += read.value.damagedParts + commits.length - known.length;
    page = read.value.next;
    held = standing([...held, ...known].sort((a, b) => a.number - b.number));
    const ripe = held.splice(0, page === null ? held.length : Math.max(0, held.length - REORDER_WINDOW));
    applied.missingScans += await applyCommits(reader, ripe);
    applied.commits += ripe.filter(({ writes }) => writes.length > 0).length;
  } while (page !== null);
  return ok(applied);
}

/**
 * Of the commits that were told under one number only the last came about: a number is given again when its commit has
 * come to nothing. A withdrawal says so when no other commit followed.
 * @param commits in the order of their numbers, those of one number in the order written
 */
function standing(commits: readonly CommitRecord[]): CommitRecord[] {
  const withdrawals = commits.flatMap(({ number, withdraws }) =>
    withdraws === undefined ? [] : { number, tag: withdraws },
  );
  const withdrawn = new Set(withdrawals.map(nameOf));
  const told = commits.filter((commit) => !withdrawn.has(nameOf(commit)));
  const last = new Map(
    told.filter(({ isPart, withdraws }) => isPart !== true && withdraws === undefined).map((c) => [c.number, c]),
  );
  return told.filter((commit) => {
    if (commit.isPart === true) return true;
    const standingOne = last.get(commit.number);
    return commit.withdraws === undefined ? standingOne === commit : standingOne === undefined;
  });
}

/** @returns how many unconfirmed scans could not be brought back */
async function applyCommits(reader: JournalReader, commits: readonly CommitRecord[]): Promise<number> {
  const last = commits.at(-1)?.number;
  if (last === undefined) return 0;
  const { database, recorder } = reader;
  const missingScans = await restoreScans(reader, commits);
  await database.transaction('rw', database.tables, async ({ idbtrans }) => {
    recorder.ignore(idbtrans);
    const newest = await database.journalMarks.orderBy('number').last();
    // Another window may have gone on meanwhile; what it knows is newer.
    const fresh = commits.filter(({ number }) => number > (newest?.number ?? 0));
    if (fresh.length === 0) return;
    await writeMerged(database, mergeCommits(database, fresh));
    await database.journalMarks.put({ number: last, tag: 0, touched: [] } satisfies JournalMarkRow);
  });
  return missingScans;
}

/** Content under its hash is right at any time, so scans come back one by one and not all at once in memory. */
async function restoreScans(reader: JournalReader, commits: readonly CommitRecord[]): Promise<number> {
  const { database, journal, hasher, recorder } = reader;
  const told = commits.flatMap(({ writes }) => writes).filter(({ table }) => table === 'blobs');
  const rows = new Map(told.flatMap((write) => (write.rows ?? []) as StoredBlobRow[]).map((row) => [row.hash, row]));
  let missing = 0;
  for (const row of rows.values()) {
    if ((await database.blobs.where('hash').equals(row.hash).count()) > 0) continue;
    const scan = await journal.readScan(row.hash);
    const bytes = scan.ok && scan.value !== undefined ? decodeScan(scan.value) : undefined;
    if (bytes === undefined || (await hasher.sha256(new Uint8Array(bytes))) !== row.hash) {
      // The gateway holds what it has confirmed; the copy here may have gone by the retention rule.
      if (row.isConfirmed === 0) missing += 1;
      continue;
    }
    await database.transaction('rw', database.blobs, async ({ idbtrans }) => {
      recorder.ignore(idbtrans);
      await database.blobs.put({ ...row, bytes });
    });
  }
  return missing;
}

/** Where the given commits leave one row. */
type RowState =
  | { readonly kind: 'row'; readonly row: object }
  | { readonly kind: 'patch'; readonly changes: object }
  | { readonly kind: 'removed' };
type Merged = Map<string, Map<string, { readonly key: unknown; readonly state: RowState }>>;

function mergeCommits(database: CounterDatabase, commits: readonly CommitRecord[]): Merged {
  const merged: Merged = new Map();
  for (const { writes } of commits) {
    for (const write of writes) {
      if (!isKnownTable(database, write.table)) continue;
      const states = merged.get(write.table) ?? new Map<string, { key: unknown; state: RowState }>();
      merged.set(write.table, states);
      const set = (key: unknown, state: RowState): void => void states.set(JSON.stringify(key), { key, state });
      for (const row of write.rows ?? []) set(keyOf(database, write.table, row), { kind: 'row', row: row as object });
      for (const { key, changes } of write.patches ?? []) {
        set(key, patched(states.get(JSON.stringify(key))?.state, changes));
      }
      for (const key of write.removed ?? []) set(key, { kind: 'removed' });
    }
  }
  return merged;
}

function patched(before: RowState | undefined, changes: object): RowState {
  if (before?.kind === 'row') return { kind: 'row', row: { ...before.row, ...changes } };
  return { kind: 'patch', changes: before?.kind === 'patch' ? { ...before.changes, ...changes } : changes };
}

async function writeMerged(database: CounterDatabase, merged: Merged): Promise<void> {
  const endedIntakes = new Set<string>();
  for (const [name, states] of merged) {
    const table = database.table<unknown, unknown>(name);
    const entries = [...states.values()];
    const before = await table.bulkGet(entries.map(({ key }) => key));
    const rows = entries.flatMap(({ state }, index) => {
      if (state.kind === 'removed') return [];
      // A scan without its bytes, or a change to a row that never came, is no row.
      const isPart = state.kind === 'patch' || name === 'blobs';
      if (isPart && before[index] === undefined) return [];
      if (state.kind === 'patch') return [{ ...(before[index] as object), ...state.changes }];
      return [name === 'blobs' ? { ...state.row, bytes: (before[index] as StoredBlobRow).bytes } : state.row];
    });
    await table.bulkPut(rows);
    await table.bulkDelete(entries.filter(({ state }) => state.kind === 'removed').map(({ key }) => key));
    if (name === 'dossiers') await database.dossierSummaries.bulkPut((rows as Dossier[]).map(toSummary));
    if (name === 'ledger') {
      for (const { dossierId } of rows as LedgerEntry[]) if (dossierId !== null) endedIntakes.add(dossierId);
    }
  }
  // The draft of an intake that has ended must not come back with an older store.
  if (endedIntakes.size > 0) await database.drafts.filter((draft) => endedIntakes.has(draft.dossierId)).delete();
}

/** A table of another build stays in the journal. */
function isKnownTable(database: CounterDatabase, name: string): boolean {
  return isJournalled(name) && database.tables.some((table) => table.name === name);
}

function keyOf(database: CounterDatabase, name: string, row: unknown): unknown {
  const { keyPath } = database.table(name).schema.primKey;
  const members = row as Readonly<Record<string, unknown>>;
  return Array.isArray(keyPath) ? keyPath.map((part) => members[part]) : members[keyPath ?? ''];
}
