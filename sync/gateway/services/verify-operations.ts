import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { PublicKeyRow } from '#sync/gateway/store/stations-store.ts';
import { PROTOCOL_VERSION, type OperationHeader, type SignedHeader } from '#sync/protocol/operation.ts';
import { operationSigningText } from '#sync/protocol/signing.ts';
import type { ParsedItem } from './parse-operation.ts';
import type { StationIdentity } from './service-deps.ts';

/** Keys kept ready for use; a province has a few thousand stations. */
const MOST_KEYS = 10_000;
const keys = new Map<string, KeyObject>();

/**
 * Marks the items whose signature is not that of the station. Checked on the thread pool, before the transaction: no lock
 * is held meanwhile and other stations are answered. An operation of a newer protocol is signed over more than this build
 * can see; it is refused for its version and has no effect, so nothing hangs on its signature.
 */
export function verifyItems(items: readonly ParsedItem[], station: StationIdentity): Promise<readonly ParsedItem[]> {
  return Promise.all(
    items.map(async (item): Promise<ParsedItem> => {
      if (item.kind === 'unreadable' || item.operation.protocolVersion > PROTOCOL_VERSION) return item;
      if (await isSignedBy(station, item.operation)) return item;
      return { kind: 'unreadable', operationId: item.operation.operationId, code: 'signatureInvalid' };
    }),
  );
}

/** Whether the station itself has written this header. */
export function isSignedBy({ publicKey }: StationIdentity, operation: SignedHeader): Promise<boolean> {
  return isTextSignedBy(publicKey, signingTextOf(operation), operation.signature);
}

/** @param signature ECDSA/SHA-256 over the UTF-8 text, IEEE P1363, base64url */
export function isTextSignedBy(publicKey: PublicKeyRow, text: string, signature: string): Promise<boolean> {
  const key = { key: keyOf(publicKey), dsaEncoding: 'ieee-p1363' } as const;
  return new Promise((resolve, reject) => {
    verify('sha256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'), (error, isValid) => {
      if (error === null) resolve(isValid);
      else reject(error);
    });
  });
}

/** What the next operation of the station names as its predecessor. */
export function hashOperation(operation: OperationHeader): Sha256 {
  return createHash('sha256').update(signingTextOf(operation)).digest('hex') as Sha256;
}

/** Asked for with the signature, with the link and with its place in the chain; written once. */
const signingTexts = new WeakMap<OperationHeader, string>();

function signingTextOf(operation: OperationHeader): string {
  const known = signingTexts.get(operation);
  if (known !== undefined) return known;
  const text = operationSigningText(operation);
  signingTexts.set(operation, text);
  return text;
}

/** The key of a station never changes, so what it is made of names it. */
function keyOf({ kty, crv, x, y }: PublicKeyRow): KeyObject {
  const name = `${x}.${y}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  const [oldest] = keys.keys();
  if (keys.size >= MOST_KEYS && oldest !== undefined) keys.delete(oldest);
  keys.set(name, key);
  return key;
}
