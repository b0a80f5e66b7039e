import { describe, expect, it } from 'vitest';
import { findTypedDate, formatTypedDate, isInForce } from '#shared/domain/calendar-date.ts';
import { date } from './samples.ts';

describe('findTypedDate', () => {
  it.each([
    ['15/08/1985', '1985-08-15'],
    ['5/8/1985', '1985-08-05'],
    ['15-08-1985', '1985-08-15'],
    ['15.8.1985', '1985-08-15'],
    ['15081985', '1985-08-15'],
    [' 29/02/2028 ', '2028-02-29'],
  ])('%j is %s', (text, expected) => {
    expect(findTypedDate(text)).toBe(expected);
  });

  it.each(['', '1985', '31/02/1985', '29/02/2027', '00/01/2000', '01/13/2000', '1/1/85', '1985-08-15', 'hôm nay'])(
    '%j is no date',
    (text) => {
      expect(findTypedDate(text)).toBeUndefined();
    },
  );

  it('reads back what formatTypedDate writes', () => {
    expect(formatTypedDate(date('1985-08-05'))).toBe('05/08/1985');
    expect(findTypedDate(formatTypedDate(date('1985-08-05')))).toBe('1985-08-05');
  });
});

describe('isInForce', () => {
  it('includes the first and the last day', () => {
    const rule = { effectiveFrom: date('2026-01-01'), effectiveUntil: date('2026-12-31') };
    const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'];
    expect(days.map((on) => isInForce(rule, date(on)))).toEqual([false, true, true, false]);
    expect(isInForce({ ...rule, effectiveUntil: null }, date('2099-01-01'))).toBe(true);
  });
});
