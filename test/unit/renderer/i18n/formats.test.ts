import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatDate,
  formatDateTime,
  formatFullDateTime,
  formatLocalDate,
  formatMoney,
  formatNumber,
  formatTime,
} from '#renderer/i18n/formats.ts';
import { at, date } from '#test/unit/shared/domain/samples.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('times', () => {
  it('are those of the clocks in Vietnam, also around midnight', () => {
    expect(formatDate(at('2026-11-23 00:05'))).toBe('23/11/2026');
    expect(formatTime(at('2026-11-23 00:05'))).toBe('00:05');
    expect(formatDateTime(at('2026-12-31 23:59'))).toBe('31/12/2026 23:59');
    expect(formatLocalDate(date('2026-01-02'))).toBe('02/01/2026');
  });

  it('of deadlines are given in full', () => {
    expect(formatFullDateTime(at('2026-11-23 16:30'), 'vi')).toBe('Thứ Hai 23/11/2026 16:30');
    expect(formatFullDateTime(at('2026-11-23 16:30'), 'en')).toBe('Monday 23/11/2026 16:30');
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 đ'],
    [8_000, '8.000 đ'],
    [1_234_567, '1.234.567 đ'],
  ])('of %i đồng', (amountVnd, text) => {
    expect(formatMoney(amountVnd)).toBe(text);
  });

  it('are grouped as in Vietnam', () => {
    expect(formatNumber(20_000)).toBe('20.000');
  });

  it.each([
    [0, '1 kB'],
    [999, '1 kB'],
    [400_000, '400 kB'],
    [1_234_567, '1,2 MB'],
    [30_000_000, '30 MB'],
  ])('of %i bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('waiting times', () => {
  it.each([
    [-5 * MINUTE, '0 phút', '0 minutes'],
    [59_999, '0 phút', '0 minutes'],
    [MINUTE, '1 phút', '1 minute'],
    [59 * MINUTE, '59 phút', '59 minutes'],
    [HOUR, '1 giờ', '1 hour'],
    [47 * HOUR, '47 giờ', '47 hours'],
    [2 * DAY, '2 ngày', '2 days'],
  ])('of %i ms are in the largest unit that fits', (sinceMs, vietnamese, english) => {
    expect(formatAge(sinceMs, 'vi')).toBe(vietnamese);
    expect(formatAge(sinceMs, 'en')).toBe(english);
  });
});
