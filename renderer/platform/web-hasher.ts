import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import { toHex } from './hex.ts';

/** WebCrypto digests on a thread of its own, so the window is not held up. */
export const webHasher: Hasher = {
  async sha256(input) {
    const bytes = input instanceof Blob ? await input.arrayBuffer() : new Uint8Array(input);
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) as Sha256;
  },
};
