import { describe, expect, it } from 'vitest';
import { systemIds } from '#sync/gateway/app.ts';
import {
  hashSecret,
  nextEnrolmentCode,
  nextToken,
  normaliseEnrolmentCode,
} from '#sync/gateway/services/secret-text.ts';

describe('secrets', () => {
  it('are codes that can be read aloud, and never come twice', () => {
    const codes = Array.from({ length: 500 }, () => nextEnrolmentCode(systemIds));
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are the same however a code is typed', () => {
    for (const typed of ['ABCD-2345', 'abcd2345', ' abcd 2345 ', 'AB-CD-23-45']) {
      expect(normaliseEnrolmentCode(typed)).toBe('ABCD2345');
    }
  });

  it('are tokens of 64 hexadecimal digits, stored only as a hash', () => {
    const token = nextToken(systemIds);
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(hashSecret(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashSecret(token)).not.toBe(token);
    expect(hashSecret(token)).toBe(hashSecret(token));
  });
});
