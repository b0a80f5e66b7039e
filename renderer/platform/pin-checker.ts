import type { Officer } from '#shared/domain/office.ts';
import { fromHex, toHex } from './hex.ts';

/** Checks a PIN against the account's verifier (PBKDF2-HMAC-SHA-256), with no network. */
export async function isPinRight(pin: string, verifier: Officer['pinVerifier']): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', iterations: verifier.iterations, salt: fromHex(verifier.salt) },
    key,
    256,
  );
  return toHex(new Uint8Array(bits)) === verifier.hash;
}
