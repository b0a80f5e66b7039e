import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createKeyVault, keptTwice, type StorageBuckets } from '#renderer/data/key-vault.ts';
import { addStationKeyPair, findStationKeyPair } from '#renderer/data/repositories/station-repository.ts';
import { openStore } from '#test/support/counter-store.ts';

const makePair = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);

/** The buckets of one browser: each name has its own databases. */
function makeBuckets(): StorageBuckets {
  const buckets = new Map<string, { readonly indexedDB: IDBFactory }>();
  return {
    open(name) {
      const bucket = buckets.get(name) ?? { indexedDB: new IDBFactory() };
      buckets.set(name, bucket);
      return Promise.resolve(bucket);
    },
  };
}

function pairsOf(vault: ReturnType<typeof createKeyVault>, database = openStore()) {
  const store = {
    find: () => findStationKeyPair(database),
    add: (pair: CryptoKeyPair) => addStationKeyPair(database, pair),
  };
  return { store, pairs: keptTwice(store, vault) };
}

async function isSamePair(a: CryptoKeyPair | undefined, b: CryptoKeyPair): Promise<boolean> {
  if (a === undefined) return false;
  const bytes = new Uint8Array([1, 2, 3]);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return crypto.subtle.verify(algorithm, b.publicKey, await crypto.subtle.sign(algorithm, a.privateKey, bytes), bytes);
}

describe('the second place of the station key', () => {
  it('[PW8] gives a store that was made anew the key back, still not extractable', async () => {
    const failures: string[] = [];
    const buckets = makeBuckets();
    const vault = () => createKeyVault((name) => failures.push(name), buckets);
    const pair = await makePair();
    await pairsOf(vault()).pairs.add(pair);

    const anew = pairsOf(vault());
    expect(await anew.store.find()).toBeUndefined();
    const found = await anew.pairs.find();
    expect(await isSamePair(found, pair)).toBe(true);
    expect(found?.privateKey.extractable).toBe(false);
    expect(await isSamePair(await anew.store.find(), pair)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('[PW8] keeps the first pair, as the store does', async () => {
    const buckets = makeBuckets();
    const vault = createKeyVault(() => undefined, buckets);
    const [first, second] = [await makePair(), await makePair()];
    await vault.keep(first);
    await vault.keep(second);
    expect(await isSamePair(await vault.find(), first)).toBe(true);
  });

  it('is no hindrance where it cannot be had, and says why', async () => {
    const failures: string[] = [];
    const broken: StorageBuckets = { open: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    const { pairs } = pairsOf(createKeyVault((name) => failures.push(name), broken));
    const pair = await makePair();
    expect(await pairs.find()).toBeUndefined();
    expect(await isSamePair(await pairs.add(pair), pair)).toBe(true);
    expect(await isSamePair(await pairs.find(), pair)).toBe(true);
    expect(failures).toEqual(['SecurityError', 'SecurityError']);
  });
});
