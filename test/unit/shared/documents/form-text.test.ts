import { describe, expect, it } from 'vitest';
import {
  formatFormAmount,
  formatFormCount,
  formatFormDate,
  formatFormDateTime,
  formatWeekday,
} from '#shared/documents/form-text.ts';
import { instantOf, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';

const at = (date: string, time: string) => instantOf(date as LocalDate, time as LocalTime);

describe('dates on forms', () => {
  it('writes hours, minutes, then day, month and year', () => {
    expect(formatFormDateTime(at('2026-11-23', '16:30'))).toBe('16 giờ 30 phút, ngày 23 tháng 11 năm 2026');
  });

  it('puts a zero before days under 10 and before January and February only', () => {
    expect(formatFormDate(at('2027-01-05', '08:00'))).toBe('ngày 05 tháng 01 năm 2027');
    expect(formatFormDate(at('2027-02-28', '08:00'))).toBe('ngày 28 tháng 02 năm 2027');
    expect(formatFormDate(at('2027-03-09', '08:00'))).toBe('ngày 09 tháng 3 năm 2027');
  });

  it("goes by Vietnam's clocks over the turn of the year", () => {
    expect(formatFormDateTime(at('2027-01-01', '00:05'))).toBe('00 giờ 05 phút, ngày 01 tháng 01 năm 2027');
    expect(formatFormDate(at('2026-12-31', '23:59'))).toBe('ngày 31 tháng 12 năm 2026');
  });

  it('names the weekday', () => {
    expect(formatWeekday(at('2026-11-23', '16:30'))).toBe('Thứ Hai');
    expect(formatWeekday(at('2026-11-22', '23:59'))).toBe('Chủ Nhật');
  });
});

describe('amounts and counts on forms', () => {
  it.each([
    [0, '0\u00a0đ'],
    [999, '999\u00a0đ'],
    [8_000, '8.000\u00a0đ'],
    [1_234_567_890, '1.234.567.890\u00a0đ'],
  ])('writes %d as %s', (amountVnd, text) => {
    expect(formatFormAmount(amountVnd)).toBe(text);
  });

  it('writes counts with at least two digits', () => {
    expect([1, 12, 123].map(formatFormCount)).toEqual(['01', '12', '123']);
  });
});
