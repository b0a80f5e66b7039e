import type { OperationId } from '#shared/kernel/ids.ts';
import type { RowHead } from './messages.ts';
import { firstOpenDependency, rowsOfLine, settleLine } from './queue.ts';
import { entriesFrom, findValue, firstOf } from './sorted-map.ts';
import type { Queue } from './state.ts';

export interface BatchLimits {
  readonly operations: number;
  readonly bytes: number;
}

export interface Taken {
  readonly queue: Queue;
  readonly operationIds: readonly OperationId[];
}

/** Upper bound of what an operation needs on the wire beside its payload; an id in `dependsOn` takes 39 bytes. */
const ENVELOPE_BYTES = 700;
const DEPENDENCY_BYTES = 40;

function wireBytes(head: RowHead): number {
  return head.sizeBytes + ENVELOPE_BYTES + head.dependsOn.length * DEPENDENCY_BYTES;
}

/**
 * The next batch: lines by their oldest row, of each line as many consecutive rows as may go. An operation that is too
 * large for any batch travels alone. Suspect lines come last; one is tried alone, with its first row only.
 */
export function takeBatch(queue: Queue, limits: BatchLimits): Taken | undefined {
  const taken: RowHead[] = [];
  const lineKeys: string[] = [];
  let bytes = 0;
  for (const { value: lineKey } of entriesFrom(queue.readyLines, '')) {
    const isSuspect = findValue(queue.lines, lineKey)?.isSuspect === true;
    if (isSuspect && taken.length > 0) break;
    const room = { operations: isSuspect ? 1 : limits.operations - taken.length, bytes: limits.bytes - bytes };
    const part = takeFromLine(queue, lineKey, room, taken.length === 0);
    if (part.heads.length > 0) lineKeys.push(lineKey);
    taken.push(...part.heads);
    bytes += part.bytes;
    if (isSuspect || part.isFull || taken.length >= limits.operations) break;
  }
  if (taken.length === 0) return undefined;
  const marked = lineKeys.reduce((next, lineKey) => settleLine(next, lineKey, { isInFlight: true }), queue);
  return { queue: marked, operationIds: taken.map((head) => head.operationId) };
}

interface Part {
  readonly heads: readonly RowHead[];
  readonly bytes: number;
  /** The next row did not fit, so nothing younger may go before it. */
  readonly isFull: boolean;
}

function takeFromLine(queue: Queue, lineKey: string, room: BatchLimits, mayBeLarge: boolean): Part {
  const heads: RowHead[] = [];
  let bytes = 0;
  for (const { head, isParked } of rowsOfLine(queue, lineKey)) {
    if (isParked || head.kind === 'storeBlob' || firstOpenDependency(queue, head) !== undefined) break;
    const isAlone = mayBeLarge && heads.length === 0;
    const fits = heads.length < room.operations && bytes + wireBytes(head) <= room.bytes;
    if (!fits && !isAlone) return { heads, bytes, isFull: true };
    heads.push(head);
    bytes += wireBytes(head);
  }
  return { heads, bytes, isFull: false };
}

/** The smallest blob that may go. */
export function takeBlob(queue: Queue): (Taken & { readonly operationId: OperationId }) | undefined {
  const lineKey = firstOf(queue.readyBlobs)?.value;
  if (lineKey === undefined) return undefined;
  const [first] = rowsOfLine(queue, lineKey);
  if (first === undefined) return undefined;
  const { operationId } = first.head;
  return { queue: settleLine(queue, lineKey, { isInFlight: true }), operationIds: [operationId], operationId };
}
