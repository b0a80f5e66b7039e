import { Dexie, type Table } from 'dexie';

/** A second place for the station's key pair. Neither call rejects: without this place everything works as before. */
export interface KeyVault {
  find(): Promise<CryptoKeyPair | undefined>;
  /** Keeps the pair unless one is kept. */
  keep(pair: CryptoKeyPair): Promise<void>;
}

/** Storage buckets of the browser, as far as they are used; not yet in TypeScript's own types. */
export interface StorageBuckets {
  open(name: string, options: { readonly durability: 'strict' }): Promise<{ readonly indexedDB: IDBFactory }>;
}

const BUCKET = 'station-key';
const ONLY = 'stationKey';

class KeyDatabase extends Dexie {
  readonly pairs!: Table<{ readonly name: string; readonly pair: CryptoKeyPair }, string>;

  constructor(indexedDb: IDBFactory) {
    super('station-key', { indexedDB: indexedDb, chromeTransactionDurability: 'strict' });
    this.version(1).stores({ pairs: 'name' });
  }
}

/**
 * The vault in a storage bucket of its own: its files are written once and lie apart from those of the local store,
 * which Chromium deletes when it finds one of them damaged, as after a power cut. The key cannot be read, so no copy of
 * it can lie in the journal (ADR-0012).
 * @param onFailure called with the name of the error; a browser without buckets is no failure
 */
export function createKeyVault(onFailure: (name: string) => void, buckets = findBuckets()): KeyVault {
  const visit = async <Value>(work: (database: KeyDatabase) => Promise<Value>): Promise<Value | undefined> => {
    if (buckets === undefined) return undefined;
    try {
      const bucket = await buckets.open(BUCKET, { durability: 'strict' });
      const database = new KeyDatabase(bucket.indexedDB);
      try {
        return await work(database);
      } finally {
        database.close();
      }
    } catch (cause) {
      onFailure(cause instanceof Error ? cause.name : typeof cause);
      return undefined;
    }
  };
  return {
    find: () => visit(async ({ pairs }) => (await pairs.get(ONLY))?.pair),
    async keep(pair) {
      await visit(({ pairs }) =>
        pairs.db.transaction('rw', pairs, async () => {
          if ((await pairs.get(ONLY)) === undefined) await pairs.put({ name: ONLY, pair });
        }),
      );
    },
  };
}

/** Where the key pair is kept between starts. `add` answers with the pair that is kept in the end. */
interface KeyPairs {
  find(): Promise<CryptoKeyPair | undefined>;
  add(pair: CryptoKeyPair): Promise<CryptoKeyPair>;
}

/** The pairs of the local store, which get theirs back from the vault when the store was made anew. */
export function keptTwice(store: KeyPairs, vault: KeyVault): KeyPairs {
  return {
    async find() {
      const known = await store.find();
      if (known !== undefined) return known;
      const kept = await vault.find();
      return kept === undefined ? undefined : store.add(kept);
    },
    async add(pair) {
      const first = await store.add(pair);
      await vault.keep(first);
      return first;
    },
  };
}

function findBuckets(): StorageBuckets | undefined {
  return (navigator as Navigator & { readonly storageBuckets?: StorageBuckets }).storageBuckets;
}
