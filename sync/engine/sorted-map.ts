/**
 * An immutable map ordered by key (UTF-16 order), as an AVL tree. Every change copies one path, so it costs
 * O(log n) and leaves the map it started from intact: that is what keeps `step` pure at 50,000 rows.
 */
export type SortedMap<Value> = SortedNode<Value> | null;

export interface SortedNode<Value> {
  readonly key: string;
  readonly value: Value;
  readonly left: SortedMap<Value>;
  readonly right: SortedMap<Value>;
  readonly height: number;
  readonly size: number;
}

export function sizeOf(map: SortedMap<unknown>): number {
  return map === null ? 0 : map.size;
}

export function findValue<Value>(map: SortedMap<Value>, key: string): Value | undefined {
  let node = map;
  while (node !== null) {
    if (key === node.key) return node.value;
    node = key < node.key ? node.left : node.right;
  }
  return undefined;
}

/** The entry with the least key that is not below `key`. */
export function firstFrom<Value>(map: SortedMap<Value>, key: string): SortedNode<Value> | undefined {
  let node = map;
  let best: SortedNode<Value> | undefined;
  while (node !== null) {
    if (node.key < key) node = node.right;
    else {
      best = node;
      node = node.left;
    }
  }
  return best;
}

/** The entry with the least key of all. */
export function firstOf<Value>(map: SortedMap<Value>): SortedNode<Value> | undefined {
  return firstFrom(map, '');
}

/** Entries in order from `key` on; stop reading and nothing more is visited. */
export function* entriesFrom<Value>(map: SortedMap<Value>, key: string): Generator<SortedNode<Value>, void> {
  if (map === null) return;
  if (map.key >= key) {
    yield* entriesFrom(map.left, key);
    yield map;
  }
  yield* entriesFrom(map.right, key);
}

export function withEntry<Value>(map: SortedMap<Value>, key: string, value: Value): SortedNode<Value> {
  if (map === null) return makeNode(key, value, null, null);
  if (key === map.key) return makeNode(key, value, map.left, map.right);
  return key < map.key
    ? rebalance(map.key, map.value, withEntry(map.left, key, value), map.right)
    : rebalance(map.key, map.value, map.left, withEntry(map.right, key, value));
}

/** The same map when there is no such key. */
export function withoutKey<Value>(map: SortedMap<Value>, key: string): SortedMap<Value> {
  if (map === null) return null;
  if (key < map.key) {
    const left = withoutKey(map.left, key);
    return left === map.left ? map : rebalance(map.key, map.value, left, map.right);
  }
  if (key > map.key) {
    const right = withoutKey(map.right, key);
    return right === map.right ? map : rebalance(map.key, map.value, map.left, right);
  }
  if (map.left === null) return map.right;
  const next = firstOf(map.right);
  if (next === undefined) return map.left;
  return rebalance(next.key, next.value, map.left, withoutKey(map.right, next.key));
}

/** Builds a map in one go; of entries with the same key the last one stays. */
export function toSortedMap<Value>(entries: readonly (readonly [string, Value])[]): SortedMap<Value> {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const unique = sorted.filter(([key], index) => sorted[index + 1]?.[0] !== key);
  return balanced(unique, 0, unique.length);
}

function balanced<Value>(entries: readonly (readonly [string, Value])[], from: number, to: number): SortedMap<Value> {
  const middle = (from + to) >> 1;
  const entry = entries[middle];
  if (from >= to || entry === undefined) return null;
  return makeNode(entry[0], entry[1], balanced(entries, from, middle), balanced(entries, middle + 1, to));
}

function makeNode<Value>(
  key: string,
  value: Value,
  left: SortedMap<Value>,
  right: SortedMap<Value>,
): SortedNode<Value> {
  const height = Math.max(heightOf(left), heightOf(right)) + 1;
  return { key, value, left, right, height, size: sizeOf(left) + sizeOf(right) + 1 };
}

function heightOf(map: SortedMap<unknown>): number {
  return map === null ? 0 : map.height;
}

/** Puts a node over two subtrees whose heights differ by at most two, turning once where they differ by two. */
function rebalance<Value>(
  key: string,
  value: Value,
  left: SortedMap<Value>,
  right: SortedMap<Value>,
): SortedNode<Value> {
  const lean = heightOf(left) - heightOf(right);
  if (lean > 1 && left !== null) return turnRight(key, value, left, right);
  if (lean < -1 && right !== null) return turnLeft(key, value, left, right);
  return makeNode(key, value, left, right);
}

function turnRight<Value>(
  key: string,
  value: Value,
  left: SortedNode<Value>,
  right: SortedMap<Value>,
): SortedNode<Value> {
  const inner = left.right;
  if (inner === null || heightOf(left.left) >= heightOf(inner)) {
    return makeNode(left.key, left.value, left.left, makeNode(key, value, inner, right));
  }
  const lower = makeNode(left.key, left.value, left.left, inner.left);
  return makeNode(inner.key, inner.value, lower, makeNode(key, value, inner.right, right));
}

function turnLeft<Value>(
  key: string,
  value: Value,
  left: SortedMap<Value>,
  right: SortedNode<Value>,
): SortedNode<Value> {
  const inner = right.left;
  if (inner === null || heightOf(right.right) >= heightOf(inner)) {
    return makeNode(right.key, right.value, makeNode(key, value, left, inner), right.right);
  }
  const upper = makeNode(right.key, right.value, inner.right, right.right);
  return makeNode(inner.key, inner.value, makeNode(key, value, left, inner.left), upper);
}
