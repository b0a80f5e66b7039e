import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { dateToText, readDateText, withSeparators } from '#renderer/ui/date-text.ts';

describe('readDateText', () => {
  it.each([
    ['05/09/1990', '1990-09-05'],
    ['5/9/1990', '1990-09-05'],
    ['5-9-1990', '1990-09-05'],
    ['5.9.1990', '1990-09-05'],
    [' 5 9 1990 ', '1990-09-05'],
    ['05091990', '1990-09-05'],
    ['1990-09-05', '1990-09-05'],
    ['29/02/2024', '2024-02-29'],
    ['31/12/2026', '2026-12-31'],
  ])('reads %s', (text, date) => {
    expect(readDateText(text)).toBe(date);
  });

  it.each([
    '',
    '5',
    '5/9',
    '31/02/2026',
    '29/02/2026',
    '29/02/1900',
    '00/01/2026',
    '13/13/2026',
    '5/9/199',
    'hôm nay',
    '5/9/19900',
  ])('refuses %s', (text) => {
    expect(readDateText(text)).toBeUndefined();
  });

  it('puts two-digit years into the hundred years that end at the given year', () => {
    expect(readDateText('1/1/26', { lastTwoDigitYear: 2026 })).toBe('2026-01-01');
    expect(readDateText('1/1/27', { lastTwoDigitYear: 2026 })).toBe('1927-01-01');
    expect(readDateText('010199', { lastTwoDigitYear: 2026 })).toBe('1999-01-01');
    expect(readDateText('1/1/49')).toBe('2049-01-01');
  });

  it('adds the year only when told which', () => {
    expect(readDateText('20/11', { yearWhenMissing: 2026 })).toBe('2026-11-20');
    expect(readDateText('20/11/', { yearWhenMissing: 2026 })).toBe('2026-11-20');
    expect(readDateText('2011', { yearWhenMissing: 2026 })).toBe('2026-11-20');
  });

  it('reads back what dateToText writes', () => {
    const date = '2026-01-09' as LocalDate;
    expect(dateToText(date)).toBe('09/01/2026');
    expect(readDateText(dateToText(date))).toBe(date);
  });
});

describe('withSeparators', () => {
  it('puts them in while digits are typed', () => {
    let text = '';
    for (const digit of '05091990') text = withSeparators(text + digit, text);
    expect(text).toBe('05/09/1990');
  });

  it('lets Backspace remove one', () => {
    expect(withSeparators('05', '05/')).toBe('05');
    expect(withSeparators('05/09', '05/09/')).toBe('05/09');
  });

  it('does not double one the officer types', () => {
    expect(withSeparators('05//', '05/')).toBe('05/');
    expect(withSeparators('05/9//', '05/9/')).toBe('05/9/');
    expect(withSeparators('5/', '5')).toBe('5/');
  });
});
