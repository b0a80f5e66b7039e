import type { OperationId } from '#shared/kernel/ids.ts';
import type { RowHead } from './messages.ts';
import { entriesFrom, findValue, firstFrom, firstOf, toSortedMap, withEntry, withoutKey } from './sorted-map.ts';
import { EMPTY_QUEUE, type Line, type Placement, type Queue, type Row } from './state.ts';

/** Sorts before every character that ids and line keys are made of, so a prefix cannot run into its neighbour. */
const END = '\u0000';
const NEW_LINE: Line = { failures: 0, waitUntilMs: null, isInFlight: false, isSuspect: false, placement: null };

/** Digits so that numbers sort as text; 16 hold every safe integer. */
function digits(value: number): string {
  return String(Math.ceil(Math.max(0, value))).padStart(16, '0');
}

function rowKeyOf(head: RowHead): string {
  return `${head.lineKey}${END}${digits(head.sequence)}${END}${head.operationId}`;
}

export function findRow(queue: Queue, id: string): Row | undefined {
  const key = findValue(queue.rowKeys, id);
  return key === undefined ? undefined : findValue(queue.rows, key);
}

/** Open rows of a line, in order. */
export function* rowsOfLine(queue: Queue, lineKey: string): Generator<Row, void> {
  const prefix = `${lineKey}${END}`;
  for (const entry of entriesFrom(queue.rows, prefix)) {
    if (!entry.key.startsWith(prefix)) return;
    yield entry.value;
  }
}

function firstRowOfLine(queue: Queue, lineKey: string): Row | undefined {
  const entry = firstFrom(queue.rows, `${lineKey}${END}`);
  return entry?.key.startsWith(`${lineKey}${END}`) === true ? entry.value : undefined;
}

/**
 * The first operation in `dependsOn` that is still open, or that which stands in its place; what is not open any more
 * has been acknowledged.
 */
export function firstOpenDependency(queue: Queue, head: RowHead): OperationId | undefined {
  for (const id of head.dependsOn) {
    const awaited = findValue(queue.replacements, id) ?? id;
    if (findValue(queue.rowKeys, awaited) !== undefined) return awaited;
  }
  return undefined;
}

/** Where a line belongs now; `null` while in flight, and for good while its first row is parked. */
function placementOf(queue: Queue, lineKey: string, line: Line): Placement | null {
  const first = firstRowOfLine(queue, lineKey);
  if (first === undefined || first.isParked || line.isInFlight) return null;
  if (line.waitUntilMs !== null) return { index: 'waitingLines', key: `${digits(line.waitUntilMs)}${END}${lineKey}` };
  const awaited = firstOpenDependency(queue, first.head);
  if (awaited !== undefined) return { index: 'dependents', key: `${awaited}${END}${lineKey}` };
  const { kind, sizeBytes, stationSequence } = first.head;
  if (kind === 'storeBlob') {
    // Small ones first, but one that failed goes behind those that did not, or it would take every turn.
    return { index: 'readyBlobs', key: [line.failures, sizeBytes, stationSequence].map(digits).join('') };
  }
  // A suspect goes behind the others, or it would take every turn while the link backs off because of it.
  return { index: 'readyLines', key: `${line.isSuspect ? '1' : '0'}${digits(stationSequence)}` };
}

/** Applies `change` to a line and puts it where it belongs now; a line without rows disappears. */
export function settleLine(queue: Queue, lineKey: string, change: Partial<Line> = {}): Queue {
  const before = findValue(queue.lines, lineKey) ?? NEW_LINE;
  let next = queue;
  if (before.placement !== null) {
    const { index, key } = before.placement;
    next = { ...next, [index]: withoutKey(next[index], key) };
  }
  if (firstRowOfLine(next, lineKey) === undefined) return { ...next, lines: withoutKey(next.lines, lineKey) };
  const line: Line = { ...before, ...change };
  const placement = placementOf(next, lineKey, line);
  next = { ...next, lines: withEntry(next.lines, lineKey, { ...line, placement }) };
  if (placement === null) return next;
  return { ...next, [placement.index]: withEntry(next[placement.index], placement.key, lineKey) };
}

/** Builds the queue in one go: O(n log n) for n heads. */
export function buildQueue(heads: readonly RowHead[]): Queue {
  const rows = toSortedMap(heads.map((head) => [rowKeyOf(head), toRow(head)] as const));
  const rowKeys = toSortedMap(heads.map((head) => [head.operationId as string, rowKeyOf(head)] as const));
  const unparked = toSortedMap(
    heads
      .filter((head) => head.state === 'queued')
      .map((head) => [digits(head.stationSequence), head.createdAt] as const),
  );
  const replacements = toSortedMap(
    heads.flatMap(({ operationId, replaces = [] }) => replaces.map((id) => [id as string, operationId] as const)),
  );
  const bare: Queue = { ...EMPTY_QUEUE, rows, rowKeys, unparked, replacements };
  const lines: (readonly [string, Line])[] = [];
  const indexes = {
    readyLines: [] as [string, string][],
    readyBlobs: [] as [string, string][],
    waitingLines: [] as [string, string][],
    dependents: [] as [string, string][],
  };
  for (const lineKey of new Set(heads.map((head) => head.lineKey))) {
    const placement = placementOf(bare, lineKey, NEW_LINE);
    lines.push([lineKey, { ...NEW_LINE, placement }]);
    if (placement !== null) indexes[placement.index].push([placement.key, lineKey]);
  }
  return {
    ...bare,
    lines: toSortedMap(lines),
    readyLines: toSortedMap(indexes.readyLines),
    readyBlobs: toSortedMap(indexes.readyBlobs),
    waitingLines: toSortedMap(indexes.waitingLines),
    dependents: toSortedMap(indexes.dependents),
  };
}

function toRow(head: RowHead): Row {
  return { head, isParked: head.state === 'parked', isSecondUpload: false };
}

/** Adds heads that are new. A known parked row that storage calls `queued` was released elsewhere: it is released here. */
export function addRows(queue: Queue, heads: readonly RowHead[]): Queue {
  let next = queue;
  const touched = new Set<string>();
  for (const head of heads) {
    const known = findRow(next, head.operationId);
    if (known === undefined) {
      next = putRow(withoutReplaced(next, head), toRow(head));
      for (const lineKey of [head.lineKey, ...linesWaitingFor(next, head.replaces)]) touched.add(lineKey);
    } else if (known.isParked && head.state === 'queued') next = releaseRow(next, head.operationId);
  }
  for (const lineKey of touched) next = settleLine(next, lineKey);
  return next;
}

/** Takes out the held rows that are not among `heads`, all that is open; what waited for them goes on. */
export function dropClosed(queue: Queue, heads: readonly RowHead[]): Queue {
  const open = new Set<string>(heads.map(({ operationId }) => operationId));
  let next = queue;
  for (const { value: row } of entriesFrom(queue.rows, '')) {
    if (!row.isParked || open.has(row.head.operationId)) continue;
    next = settleLine(removeRow(next, row), row.head.lineKey, { failures: 0, waitUntilMs: null });
    next = wakeDependents(next, row.head.operationId);
  }
  return next;
}

/** Takes out the held rows in whose place `head` stands, and remembers who waits for them in vain. */
function withoutReplaced(queue: Queue, { operationId, replaces = [] }: RowHead): Queue {
  const bare = replaces.reduce((next, id) => {
    const row = findRow(next, id);
    return row === undefined ? next : removeRow(next, row);
  }, queue);
  const replacements = replaces.reduce((map, id) => withEntry(map, id, operationId), bare.replacements);
  return { ...bare, replacements };
}

function linesWaitingFor(queue: Queue, ids: readonly OperationId[] = []): string[] {
  return ids.flatMap((id) => dependentsOf(queue, id));
}

function putRow(queue: Queue, row: Row): Queue {
  const { head, isParked } = row;
  const place = digits(head.stationSequence);
  return {
    ...queue,
    rows: withEntry(queue.rows, rowKeyOf(head), row),
    rowKeys: withEntry(queue.rowKeys, head.operationId, rowKeyOf(head)),
    unparked: isParked ? withoutKey(queue.unparked, place) : withEntry(queue.unparked, place, head.createdAt),
  };
}

/** Takes a row out that is closed; the caller settles its line and then its dependents. */
export function removeRow(queue: Queue, row: Row): Queue {
  const { replaces = [] } = row.head;
  return {
    ...queue,
    replacements: replaces.reduce((map, id) => withoutKey(map, id), queue.replacements),
    rows: withoutKey(queue.rows, rowKeyOf(row.head)),
    rowKeys: withoutKey(queue.rowKeys, row.head.operationId),
    unparked: withoutKey(queue.unparked, digits(row.head.stationSequence)),
  };
}

/** Marks a row; the caller settles its line. */
export function markRow(queue: Queue, row: Row, change: Partial<Pick<Row, 'isParked' | 'isSecondUpload'>>): Queue {
  return putRow(queue, { ...row, ...change });
}

export function releaseRow(queue: Queue, id: OperationId): Queue {
  const row = findRow(queue, id);
  if (row?.isParked !== true) return queue;
  const next = markRow(queue, row, { isParked: false, isSecondUpload: false });
  return settleLine(next, row.head.lineKey, { failures: 0, waitUntilMs: null });
}

/** Looks again at the lines whose first row waited for `id`. */
export function wakeDependents(queue: Queue, id: OperationId): Queue {
  return dependentsOf(queue, id).reduce((next, lineKey) => settleLine(next, lineKey), queue);
}

function dependentsOf(queue: Queue, id: OperationId): string[] {
  const prefix = `${id}${END}`;
  const lineKeys: string[] = [];
  for (const entry of entriesFrom(queue.dependents, prefix)) {
    if (!entry.key.startsWith(prefix)) break;
    lineKeys.push(entry.value);
  }
  return lineKeys;
}

/** When the first waiting line is due, on the monotonic clock. */
export function nextDueMs(queue: Queue): number | null {
  const first = firstOf(queue.waitingLines);
  return first === undefined ? null : (findValue(queue.lines, first.value)?.waitUntilMs ?? null);
}

/** Ends the wait of every line that is due at `nowMs`. */
export function endWaits(queue: Queue, nowMs: number): Queue {
  let next = queue;
  for (;;) {
    const dueMs = nextDueMs(next);
    const first = firstOf(next.waitingLines);
    if (first === undefined || dueMs === null || dueMs > nowMs) return next;
    next = settleLine(next, first.value, { waitUntilMs: null });
  }
}
