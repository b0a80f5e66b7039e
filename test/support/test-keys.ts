import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import type { Operation, OperationHeader } from '#sync/protocol/operation.ts';
import { operationSigningText } from '#sync/protocol/signing.ts';

/** A station's key that signs at once: builders of operations need not wait. */
export class TestKey implements StationKey {
  readonly #privateKey: KeyObject;
  readonly #public: { readonly x: string; readonly y: string };

  constructor(privateKey: KeyObject = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) {
    this.#privateKey = privateKey;
    const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
    this.#public = { x, y };
  }

  publicKey(): ReturnType<StationKey['publicKey']> {
    return Promise.resolve({ kty: 'EC', crv: 'P-256', ...this.#public });
  }

  sign(text: string): Promise<string> {
    return Promise.resolve(this.signNow(text));
  }

  signNow(text: string): string {
    const key = { key: this.#privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return sign('sha256', Buffer.from(text, 'utf8'), key).toString('base64url');
  }

  /** The operation with a signature over its header as it stands, whatever signature it had. */
  seal<Header extends OperationHeader>(operation: Header): Header & Pick<Operation, 'signature'> {
    return { ...operation, signature: this.signNow(operationSigningText(operation)) };
  }
}

/** One key for every test that needs a signature but not whose. */
export const sampleKey = new TestKey();

export function hashOf(operation: OperationHeader): Sha256 {
  return createHash('sha256').update(operationSigningText(operation)).digest('hex') as Sha256;
}
