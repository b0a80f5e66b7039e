const STORE = 'rows';

/** One object store of plain IndexedDB: the least that putting bytes on disk can cost here. */
export class RawStore {
  readonly #database: IDBDatabase;
  #lastKey = 0;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static open(name: string): Promise<RawStore> {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(STORE);
      };
      opening.onsuccess = () => {
        resolve(new RawStore(opening.result));
      };
      opening.onerror = () => {
        reject(opening.error ?? new Error('not opened'));
      };
    });
  }

  /** One strict transaction with one put; resolves when the browser says that it is complete. */
  put(bytes: Uint8Array): Promise<void> {
    this.#lastKey += 1;
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(STORE, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('aborted'));
      };
      transaction.objectStore(STORE).put(bytes, this.#lastKey);
    });
  }
}
