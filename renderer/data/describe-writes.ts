import type { DBCoreMutateRequest, DBCoreTable } from 'dexie';
import type { TableWrites } from './journal-codec.ts';
import { isPatched, toJournalRow, toPatch } from './journalled-rows.ts';

/** One write to one table as the journal tells it, and the keys of the rows it touched. */
export interface DescribedWrites {
  readonly writes: TableWrites;
  readonly keys: readonly unknown[];
}

/** Some writes can be told only by what was there before, which must be read before it is written over. */
export function needsRowsBefore(table: string, request: DBCoreMutateRequest): boolean {
  return request.type === 'deleteRange' || (request.type === 'put' && isPatched(table));
}

export function describeWrites(table: DBCoreTable, request: DBCoreMutateRequest): DescribedWrites {
  const { name } = table;
  if (request.type === 'delete') return { writes: { table: name, removed: request.keys }, keys: request.keys };
  if (request.type === 'deleteRange') return { writes: { table: name }, keys: [] };
  return {
    writes: { table: name, rows: request.values.map((row: unknown) => toJournalRow(name, row)) },
    keys: request.values.map((row: unknown) => keyOf(table, row)),
  };
}

export async function describeWithRowsBefore(
  table: DBCoreTable,
  request: DBCoreMutateRequest,
): Promise<DescribedWrites> {
  const { name } = table;
  const { trans } = request;
  if (request.type === 'deleteRange') {
    const query = { index: table.schema.primaryKey, range: request.range };
    const { result: removed } = await table.query({ trans, query, values: false });
    return { writes: { table: name, removed }, keys: removed };
  }
  if (request.type !== 'put') return describeWrites(table, request);
  const keys = request.values.map((row: unknown) => keyOf(table, row));
  const before: readonly unknown[] = await table.getMany({ trans, keys });
  const rows: unknown[] = [];
  const patches = request.values.flatMap((row: unknown, index: number) => {
    if (before[index] !== undefined) return toPatch(keys[index], before[index], row) ?? [];
    rows.push(row);
    return [];
  });
  const touched = [...rows.map((row) => keyOf(table, row)), ...patches.map(({ key }) => key)];
  return { writes: { table: name, rows, patches }, keys: touched };
}

function keyOf(table: DBCoreTable, row: unknown): unknown {
  return table.schema.primaryKey.extractKey?.(row);
}
