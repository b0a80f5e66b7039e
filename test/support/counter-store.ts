import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { CounterDatabase } from '#renderer/data/schema/database.ts';

// Live queries run only where Dexie knows of an IndexedDB of the environment, whichever one a database itself uses.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let stores = 0;

/**
 * A local store in an IndexedDB of its own. With `engine` and `name` of another one it opens the same store, as a second
 * window would. Names are unique otherwise: live queries know databases by name, across IndexedDBs.
 */
export function openStore(engine: IDBFactory = new IDBFactory(), name?: string): CounterDatabase {
  stores += 1;
  return new CounterDatabase(name ?? `counter-${String(stores)}`, { indexedDB: engine, IDBKeyRange });
}
