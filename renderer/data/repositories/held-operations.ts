import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/** A row that the province has refused and that nobody has dealt with yet. */
export interface HeldOperation {
  readonly row: OutboxRow;
  readonly dossierId: DossierId | null;
  readonly reasonCode: string;
}

export async function findHeldOperation(
  database: CounterDatabase,
  operationId: OperationId,
): Promise<HeldOperation | undefined> {
  const row = await database.outbox.get(operationId);
  if (row?.state !== 'parked' || row.parkedReason === null) return undefined;
  return { row, dossierId: row.dossierId, reasonCode: row.parkedReason.code };
}
