import type { OperationId } from '#shared/kernel/ids.ts';
import type { NewOperation } from './changes.ts';
import { toRow } from './row-codec.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { OutboxRow } from './schema/rows.ts';

/** The held rows that new operations are to replace, by the new operation's id. Part of a transaction. */
export type ReplacedRows = ReadonlyMap<OperationId, OutboxRow>;

/**
 * Reads the row that each operation replaces.
 * @returns `undefined` when one of them is not held any more: somebody has released or repaired it meanwhile
 */
export async function findReplacedRows(
  database: CounterDatabase,
  operations: readonly NewOperation[],
): Promise<ReplacedRows | undefined> {
  const found = new Map<OperationId, OutboxRow>();
  for (const { operationId, lineKey, replaces } of operations) {
    const last = replaces?.at(-1);
    if (last === undefined) continue;
    const row = await database.outbox.get(last);
    if (row?.state !== 'parked' || row.lineKey !== lineKey) return undefined;
    found.set(operationId, row);
  }
  return found;
}

/** Closes replaced rows; they are kept as they were refused, with the province's reason. */
export async function closeReplacedRows(database: CounterDatabase, rows: Iterable<OutboxRow>): Promise<void> {
  const closed = [...rows].map((row): OutboxRow => ({ ...row, state: 'replaced' }));
  if (closed.length > 0) await database.outbox.bulkPut(closed.map(toRow));
}
