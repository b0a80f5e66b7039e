import { isoWeekday, toLocalDate, toLocalTime, type Instant, type LocalDate } from '#shared/kernel/instant.ts';

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'] as const;

/**
 * A date in words order: `ngày 05 tháng 01 năm 2027`. Days below 10 and the months 1 and 2 take a leading zero
 * (NĐ 30/2020/NĐ-CP, Appendix I, II.4.b).
 */
export function formatFormDate(instant: Instant): string {
  const [year = '', month = '', day = ''] = toLocalDate(instant).split('-');
  const monthNumber = Number(month);
  return `ngày ${day} tháng ${monthNumber <= 2 ? month : String(monthNumber)} năm ${year}`;
}

/** `08 giờ 05 phút, ngày 05 tháng 01 năm 2027`, on Vietnam's clocks. */
export function formatFormDateTime(instant: Instant): string {
  const [hours = '', minutes = ''] = toLocalTime(instant).split(':');
  return `${hours} giờ ${minutes} phút, ${formatFormDate(instant)}`;
}

/** `20/11/2026`, for tables. */
export function formatFormDay(instant: Instant): string {
  return formatFormLocalDate(toLocalDate(instant));
}

/** `20/11/2026` of a calendar date. */
export function formatFormLocalDate(date: LocalDate): string {
  return date.split('-').reverse().join('/');
}

/** `09:05`, for tables. */
export function formatFormTime(instant: Instant): string {
  return toLocalTime(instant);
}

/** `Thứ Hai` … `Chủ Nhật` */
export function formatWeekday(instant: Instant): string {
  return WEEKDAYS[isoWeekday(toLocalDate(instant)) - 1] ?? '';
}

/** `1.234.000 đ`, with a space that does not break; a difference below zero has a minus sign. */
export function formatFormAmount(amountVnd: number): string {
  const digits = String(Math.abs(amountVnd)).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${amountVnd < 0 ? '−' : ''}${digits}\u00a0đ`;
}

/** Counts on forms have two digits: `01`, `12`. */
export function formatFormCount(count: number): string {
  return String(count).padStart(2, '0');
}
