import type { CounterDatabase } from './schema/database.ts';
import type { CommitRecord, TableWrites } from './journal-codec.ts';
import type { JournalMarkRow } from './schema/rows.ts';
import { isJournalled, toJournalRow } from './journalled-rows.ts';

/** Rows told in one record when the whole store is told. */
const SNAPSHOT_ROWS = 200;

/** Marked commits that the journal does not hold, each with the rows it touched as they are now. */
export async function readMissingCommits(
  database: CounterDatabase,
  isHeld: (mark: JournalMarkRow) => boolean,
): Promise<readonly CommitRecord[]> {
  const marks = (await database.journalMarks.toArray()).filter((mark) => !isHeld(mark));
  const records: CommitRecord[] = [];
  for (const { number, tag, touched } of marks) {
    const writes: TableWrites[] = [];
    for (const { table, keys } of touched) writes.push(await readRows(database, table, keys));
    records.push({ number, tag, writes });
  }
  return records;
}

async function readRows(database: CounterDatabase, table: string, keys: readonly unknown[]): Promise<TableWrites> {
  const rows: readonly unknown[] = await database.table<unknown, unknown>(table).bulkGet([...keys]);
  return {
    table,
    rows: rows.filter((row) => row !== undefined).map((row) => toJournalRow(table, row)),
    removed: keys.filter((_, index) => rows[index] === undefined),
  };
}

/** Tells every journalled row of the store, a few hundred per record: for a journal that has lost its beginning. */
export async function tellWholeStore(
  database: CounterDatabase,
  number: number,
  append: (record: CommitRecord) => Promise<boolean>,
): Promise<boolean> {
  for (const table of database.tables.filter(({ name }) => isJournalled(name))) {
    const keys: readonly unknown[] = await table.toCollection().primaryKeys();
    for (let at = 0; at < keys.length; at += SNAPSHOT_ROWS) {
      const writes = [await readRows(database, table.name, keys.slice(at, at + SNAPSHOT_ROWS))];
      if (!(await append({ number, tag: 0, isPart: true, writes }))) return false;
    }
  }
  return true;
}
