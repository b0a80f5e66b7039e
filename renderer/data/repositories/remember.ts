import { Dexie, type ObservabilitySet } from 'dexie';

interface Remembered {
  readonly tables: readonly string[];
  readonly answer: Promise<unknown>;
}

const memories = new WeakMap<Dexie, Map<string, Remembered>>();

/**
 * The answer of `read`, kept until one of the tables changes, from whichever window: for what changes seldom and is
 * asked for while a citizen waits. Call it outside of transactions.
 */
export function remember<Value>(
  database: Dexie,
  key: string,
  tables: readonly string[],
  read: () => Promise<Value>,
): Promise<Value> {
  const memory = memories.get(database) ?? startMemory(database);
  const known = memory.get(key);
  if (known !== undefined) return known.answer as Promise<Value>;
  const answer = read();
  const entry = { tables, answer };
  memory.set(key, entry);
  // What could not be read is asked for again.
  answer.catch(() => {
    if (memory.get(key) === entry) memory.delete(key);
  });
  return answer;
}

function startMemory(database: Dexie): Map<string, Remembered> {
  const memory = new Map<string, Remembered>();
  memories.set(database, memory);
  Dexie.on('storagemutated', (changed: ObservabilitySet) => {
    const names = Object.keys(changed);
    const hasChanged = (table: string): boolean =>
      names.some((name) => name === 'all' || name.startsWith(`idb://${database.name}/${table}/`));
    for (const [key, { tables }] of memory) if (tables.some(hasChanged)) memory.delete(key);
  });
  return memory;
}
