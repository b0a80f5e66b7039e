import type { OperationId } from '#shared/kernel/ids.ts';
import type { Operation } from '#sync/protocol/operation.ts';

export interface StoredRow {
  readonly operation: Operation;
  readonly sizeBytes: number;
  state: 'queued' | 'parked' | 'acknowledged' | 'replaced';
}

/** What is wrong with sending `batch` while `underWay` is out, in words; empty when nothing is. */
export function findSins(
  batch: readonly OperationId[],
  underWay: readonly (readonly OperationId[])[],
  outbox: ReadonlyMap<OperationId, StoredRow>,
): string[] {
  const sins: string[] = [];
  const isBlob = (ids: readonly OperationId[]): boolean =>
    ids.some((id) => outbox.get(id)?.operation.kind === 'storeBlob');
  if (underWay.filter((ids) => !isBlob(ids)).length > 2) sins.push('more than three batches under way');
  const others = new Set(underWay.flat());
  const before = new Set<OperationId>();
  for (const id of batch) {
    const operation = outbox.get(id)?.operation;
    if (operation === undefined) return ['an operation that was never stored'];
    if (others.has(id)) sins.push(`${id} is already under way`);
    for (const { operation: earlier, state } of outbox.values()) {
      if (earlier.lineKey !== operation.lineKey || earlier.sequence >= operation.sequence) continue;
      if (state !== 'acknowledged' && state !== 'replaced' && !before.has(earlier.operationId))
        sins.push(`${id} overtakes in its line`);
    }
    const goesBefore = operation.dependsOn.some((awaited) => !isAccepted(outbox, awaited));
    if (goesBefore) sins.push(`${id} goes before what it depends on`);
    before.add(id);
  }
  return sins;
}

/** Acknowledged itself, or in the shape of what has replaced it. */
export function isAccepted(outbox: ReadonlyMap<OperationId, StoredRow>, id: OperationId): boolean {
  const state = outbox.get(id)?.state;
  if (state !== 'replaced') return state === 'acknowledged';
  return [...outbox.values()].some(
    (row) => row.state === 'acknowledged' && row.operation.replaces?.includes(id) === true,
  );
}
