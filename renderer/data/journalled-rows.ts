import type { RowPatch } from './journal-codec.ts';

export const MARKS = 'journalMarks';

/**
 * Every table is journalled but these: drafts are no truth yet (the law of the counter begins with acceptance), lists can
 * be made anew from dossiers, marks are the journal's own, and what was found at a start is told of this store alone. A new table is journalled unless it is named here.
 */
const NOT_JOURNALLED: ReadonlySet<string> = new Set(['drafts', 'dossierSummaries', 'storeFindings', MARKS]);

/** Members of an outbox row whose change alone is not worth a record: they tell how often was tried. */
const ATTEMPTS: ReadonlySet<string> = new Set(['attempts', 'lastAttemptAt']);

export function isJournalled(table: string): boolean {
  return !NOT_JOURNALLED.has(table);
}

/** Tables whose rows are large and change a little several times: only what changed is told. */
export function isPatched(table: string): boolean {
  return table === 'outbox';
}

/** The row as the journal tells it; a scan's bytes are mirrored as a file of their own. */
export function toJournalRow(table: string, row: unknown): unknown {
  return table === 'blobs' ? { ...(row as object), bytes: null } : row;
}

/** `undefined`: nothing changed that is worth telling. */
export function toPatch(key: unknown, before: unknown, after: unknown): RowPatch | undefined {
  const old = before as Readonly<Record<string, unknown>>;
  const changes = Object.fromEntries(
    Object.entries(after as Readonly<Record<string, unknown>>).filter(
      ([name, value]) => JSON.stringify(old[name]) !== JSON.stringify(value),
    ),
  );
  return Object.keys(changes).every((name) => ATTEMPTS.has(name)) ? undefined : { key, changes };
}
