import { describe, expect, it } from 'vitest';
import { DEFAULT_BLOB_RETENTION, mayRemoveBlob } from '#shared/domain/blob-retention.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs, type Instant } from '#shared/kernel/instant.ts';

const CONFIRMED = '2026-11-20T02:00:00.000Z' as Instant;
const after = (days: number): Instant => instantFromEpochMs(toEpochMs(CONFIRMED) + days * MS_PER_DAY);

describe('how long a local scan is kept', () => {
  it('[UP14] thirty days after the gateway has returned its hash, and not a moment less', () => {
    const blob = { confirmedAt: CONFIRMED, isInUse: false };
    expect(mayRemoveBlob(blob, instantFromEpochMs(toEpochMs(after(30)) - 1), DEFAULT_BLOB_RETENTION)).toBe(false);
    expect(mayRemoveBlob(blob, after(30), DEFAULT_BLOB_RETENTION)).toBe(true);
  });

  it('[UP14] for ever while it is not confirmed or something still names it', () => {
    expect(mayRemoveBlob({ confirmedAt: null, isInUse: false }, after(9_999), { keepDays: 0 })).toBe(false);
    expect(mayRemoveBlob({ confirmedAt: CONFIRMED, isInUse: true }, after(9_999), { keepDays: 0 })).toBe(false);
  });

  it('[UP14] when the clock was set back', () => {
    expect(mayRemoveBlob({ confirmedAt: CONFIRMED, isInUse: false }, after(-400), DEFAULT_BLOB_RETENTION)).toBe(false);
  });
});
