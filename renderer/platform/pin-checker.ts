import { fromHex, toHex } from './hex.ts';

/** What an account keeps of its PIN: salt and hash in lower-case hex, hash 32 bytes. */
export interface PinVerifier {
  readonly iterations: number;
  readonly salt: string;
  readonly hash: string;
}

/** Checks a PIN against the account's verifier (PBKDF2-HMAC-SHA-256), with no network. */
export async function isPinRight(pin: string, verifier: PinVerifier): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', iterations: verifier.iterations, salt: fromHex(verifier.salt) },
    key,
    256,
  );
  return toHex(new Uint8Array(bits)) === verifier.hash;
}
