import type { OperationId } from '#shared/kernel/ids.ts';
import type { SetAside } from '#shared/domain/decide-set-aside.ts';
import { toRow } from './row-codec.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { OutboxRow } from './schema/rows.ts';

/** A held operation on which the work ends. */
export interface SetAsideChange {
  readonly operationId: OperationId;
  readonly setAside: SetAside;
}

/**
 * The rows as they are to be closed: with all they had, the province's reason included. Part of a transaction.
 * @returns `undefined` when one of them is not held any more
 */
export async function findRowsToSetAside(
  database: CounterDatabase,
  changes: readonly SetAsideChange[],
): Promise<readonly OutboxRow[] | undefined> {
  if (changes.length === 0) return [];
  const rows = await database.outbox.bulkGet(changes.map(({ operationId }) => operationId));
  const closed = rows.flatMap((row, index): OutboxRow[] => {
    const change = changes[index];
    return row?.state === 'parked' && change !== undefined
      ? [{ ...row, state: 'setAside', setAside: change.setAside }]
      : [];
  });
  return closed.length === changes.length ? closed : undefined;
}

export async function putSetAsideRows(database: CounterDatabase, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length > 0) await database.outbox.bulkPut(rows.map(toRow));
}
