import type { StationKey } from '#sync/ports/station-key.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Where the pair is kept between starts. `add` answers with the pair that is kept in the end. */
export interface KeyPairStore {
  find(): Promise<CryptoKeyPair | undefined>;
  add(pair: CryptoKeyPair): Promise<CryptoKeyPair>;
}

/** Makes the pair at first use; the private half is not extractable. */
export function createWebStationKey(store: KeyPairStore): StationKey {
  let pair: Promise<CryptoKeyPair> | undefined;
  const getPair = (): Promise<CryptoKeyPair> => (pair ??= loadOrMake(store));
  return {
    async publicKey() {
      const { publicKey } = await getPair();
      const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
      if (x === undefined || y === undefined) throw new Error('a P-256 public key has x and y');
      return { kty: 'EC', crv: 'P-256', x, y };
    },
    async sign(text) {
      const { privateKey } = await getPair();
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        privateKey,
        new TextEncoder().encode(text),
      );
      return toBase64Url(new Uint8Array(signature));
    },
  };
}

async function loadOrMake(store: KeyPairStore): Promise<CryptoKeyPair> {
  const known = await store.find();
  if (known !== undefined) return known;
  return store.add(await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']));
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
