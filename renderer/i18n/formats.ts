import { toEpochMs, type Instant, type LocalDate } from '#shared/kernel/instant.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdays = { vi: weekdayFormat('vi'), en: weekdayFormat('en') } as const;
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

export type Language = 'vi' | 'en';

function weekdayFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, weekday: 'long' });
}

function readParts(instant: Instant): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.formatToParts(toEpochMs(instant)).map((part) => [part.type, part.value]));
}

/** `23/11/2026` */
export function formatDate(instant: Instant): string {
  const { day, month, year } = readParts(instant);
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** `16:30` */
export function formatTime(instant: Instant): string {
  const { hour, minute } = readParts(instant);
  return `${hour ?? ''}:${minute ?? ''}`;
}

/** `23/11/2026 16:30` */
export function formatDateTime(instant: Instant): string {
  return `${formatDate(instant)} ${formatTime(instant)}`;
}

/** `Thứ Hai 23/11/2026 16:30`: deadlines are always given in full. */
export function formatFullDateTime(instant: Instant, language: Language): string {
  const weekday = weekdays[language].format(toEpochMs(instant));
  return `${weekday} ${formatDateTime(instant)}`;
}

/** `23/11/2026` from a calendar date. */
export function formatLocalDate(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** `8.000 đ` */
export function formatMoney(amountVnd: number): string {
  return `${numbers.format(amountVnd)} đ`;
}

/** `20.000` */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** `1,2 MB`; decimal megabytes, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${numbers.format(Math.max(1, Math.round(bytes / 1_000)))} kB`;
  return `${(bytes / 1_000_000).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`;
}

/** How long ago, in the largest unit that fits: `5 phút`, `2 giờ`, `3 ngày`. */
export function formatAge(sinceMs: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(sinceMs / 60_000));
  const unit = (value: number, name: 'minute' | 'hour' | 'day'): string =>
    value.toLocaleString(language, { style: 'unit', unit: name, unitDisplay: 'long' });
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 48 * 60) return unit(Math.floor(minutes / 60), 'hour');
  return unit(Math.floor(minutes / (24 * 60)), 'day');
}
