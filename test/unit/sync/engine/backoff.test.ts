import { describe, expect, it } from 'vitest';
import { backoffDelayMs } from '#sync/engine/index.ts';

const policy = { baseMs: 1_000, capMs: 60_000, serverCapMs: 900_000 };
const almostOne = 1 - Number.EPSILON;

describe('back-off', () => {
  it('[BO1] doubles from the base to the cap', () => {
    const full = [1, 2, 3, 4, 5, 6, 7, 8, 100, 5_000].map((failures) =>
      backoffDelayMs(policy, failures, almostOne, undefined),
    );
    expect(full).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('[BO2] spreads over the upper half', () => {
    expect(backoffDelayMs(policy, 3, 0, undefined)).toBe(2_000);
    expect(backoffDelayMs(policy, 3, 0.5, undefined)).toBe(3_000);
  });

  it('[BO3] waits at least as long as the server asks, up to a limit', () => {
    expect(backoffDelayMs(policy, 1, 0.5, 30_000)).toBe(30_000);
    expect(backoffDelayMs(policy, 10, 0.5, 1_000)).toBe(45_000);
    expect(backoffDelayMs(policy, 1, 0.5, 10 * 365 * 86_400_000)).toBe(900_000);
    expect(backoffDelayMs(policy, 1, 0.5, -5)).toBe(750);
    expect(backoffDelayMs(policy, 1, 0.5, Number.NaN)).toBe(750);
  });
});
