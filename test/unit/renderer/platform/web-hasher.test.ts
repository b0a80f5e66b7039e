import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#renderer/platform/hex.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';

// FIPS 180-4 examples and the empty input.
const VECTORS = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
] as const;

describe('hashing', () => {
  it.each(VECTORS)('gives the known SHA-256 of bytes and of a blob', async (text, hash) => {
    const bytes = new TextEncoder().encode(text);
    expect(await webHasher.sha256(bytes)).toBe(hash);
    expect(await webHasher.sha256(new Blob([bytes]))).toBe(hash);
  });

  it('hashes the view it was given, not the whole buffer behind it, and leaves it as it was', async () => {
    const buffer = new TextEncoder().encode('xxabcxx');
    expect(await webHasher.sha256(buffer.subarray(2, 5))).toBe(VECTORS[1][1]);
    expect(new TextDecoder().decode(buffer)).toBe('xxabcxx');
  });
});

describe('hexadecimal', () => {
  it('is lower case with two digits a byte, and reads back', () => {
    const bytes = Uint8Array.from([0, 1, 15, 16, 171, 255]);
    expect(toHex(bytes)).toBe('00010f10abff');
    expect(fromHex('00010F10abff')).toEqual(bytes);
    expect(fromHex('')).toEqual(new Uint8Array());
  });
});
