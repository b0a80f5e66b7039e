import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addStationKeyPair, findStationKeyPair } from '#renderer/data/repositories/station-repository.ts';
import { createWebStationKey, type KeyPairStore } from '#renderer/platform/web-station-key.ts';
import { openStore } from '#test/support/counter-store.ts';

const TEXT = 'qmc-session:Trạm số 1:2026-11-20T01:00:00.000Z';

function storeOf(database = openStore()): KeyPairStore {
  return { find: () => findStationKeyPair(database), add: (pair) => addStationKeyPair(database, pair) };
}

async function isSignedBy(
  key: ReturnType<typeof createWebStationKey>,
  text: string,
  signature: string,
): Promise<boolean> {
  const publicKey = createPublicKey({ key: { ...(await key.publicKey()) }, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(text, 'utf8'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
}

describe('the key of a station', () => {
  it('signs so that its public half verifies, in 64 bytes of base64url without padding', async () => {
    const key = createWebStationKey(storeOf());
    const signature = await key.sign(TEXT);
    expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(await isSignedBy(key, TEXT, signature)).toBe(true);
    expect(await isSignedBy(key, `${TEXT} `, signature)).toBe(false);
  });

  it('gives its public half as JWK members of the protocol, and nothing of the private half', async () => {
    const members = await createWebStationKey(storeOf()).publicKey();
    expect(members).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      y: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
    });
  });

  it('is the same after a restart and for two windows that start at once', async () => {
    const database = openStore();
    const windows = [createWebStationKey(storeOf(database)), createWebStationKey(storeOf(database))] as const;
    const [first, second] = await Promise.all(windows.map((key) => key.publicKey()));
    expect(second).toEqual(first);
    const restarted = createWebStationKey(storeOf(database));
    expect(await restarted.publicKey()).toEqual(first);
    expect(await isSignedBy(windows[0], TEXT, await restarted.sign(TEXT))).toBe(true);
  });

  it('is another one on another machine', async () => {
    const keys = [createWebStationKey(storeOf()), createWebStationKey(storeOf())] as const;
    expect(await keys[0].publicKey()).not.toEqual(await keys[1].publicKey());
  });
});
