import { describe, expect, it } from 'vitest';
import { isPinRight } from '#renderer/platform/pin-checker.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';

/** The PIN that the sign-in screen names for the sample accounts. */
const SAMPLE_PIN = '246810';

describe('checking a PIN', () => {
  it('knows the PIN of every account of the sample province', async () => {
    const { officers } = await loadSampleProvince();
    expect(officers.length).toBeGreaterThan(0);
    const right = await Promise.all(officers.map((officer) => isPinRight(SAMPLE_PIN, officer.pinVerifier)));
    expect(right).toEqual(officers.map(() => true));
  });

  it.each(['', '246811', '24681', '2468100', ' 246810'])('takes no other: "%s"', async (pin) => {
    const [officer] = (await loadSampleProvince()).officers;
    expect(officer && (await isPinRight(pin, officer.pinVerifier))).toBe(false);
  });

  it('gives the known PBKDF2-HMAC-SHA-256 (RFC 7914, section 11)', async () => {
    const verifier = {
      iterations: 80_000,
      salt: '4e61436c', // "NaCl"
      hash: '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56',
    };
    expect(await isPinRight('Password', verifier)).toBe(true);
  });
});
