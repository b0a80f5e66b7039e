import { describe, expect, it } from 'vitest';
import { chooseCitizenDisplay } from '#main/app/citizen-display.ts';

const [left, right, third] = [{ id: 1 }, { id: 2 }, { id: 3 }] as const;

describe('chooseCitizenDisplay', () => {
  it('takes a display that the officer is not on', () => {
    expect(chooseCitizenDisplay([left, right], left)).toBe(right);
    expect(chooseCitizenDisplay([left, right], right)).toBe(left);
    expect(chooseCitizenDisplay([left, right, third], left)).toBe(right);
  });

  it('finds none on a machine with one display', () => {
    expect(chooseCitizenDisplay([left], left)).toBeUndefined();
  });
});
