import type { LocalDate } from '#shared/kernel/instant.ts';

export interface DateTextRules {
  /** Two-digit years are read as the hundred years that end here: with 2030, "31" is 1931 and "29" is 2029. */
  readonly lastTwoDigitYear?: number | undefined;
  /** Year taken when only day and month are typed. */
  readonly yearWhenMissing?: number | undefined;
}

const DEFAULT_LAST_TWO_DIGIT_YEAR = 2049;

/**
 * Reads a date as Vietnamese officers type it: day first, any separator or none, one or two digits
 * (`5/9/2026`, `05092026`, `5.9.26`), and ISO `2026-09-05`. `undefined` when it is not a real calendar date.
 */
export function readDateText(text: string, rules: DateTextRules = {}): LocalDate | undefined {
  const parts = splitDate(text.trim(), rules);
  if (parts === undefined) return undefined;
  const [day, month, year] = parts;
  const isReal =
    year >= 1800 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(month, year);
  return isReal ? (`${year}-${pad(month)}-${pad(day)}` as LocalDate) : undefined;
}

/** `2026-09-05` → `05/09/2026` */
export function dateToText(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year}`;
}

/**
 * Puts the separators in while digits are typed at the end (`0509` → `05/09/`). A text that got shorter is left
 * alone, so that Backspace can remove a separator.
 */
export function withSeparators(text: string, previous: string): string {
  if (text.length <= previous.length) return text;
  if (/^\d{2}$/.test(text) || /^\d{2}\/\d{2}$/.test(text)) return `${text}/`;
  if (/^\d{2}\/\/$/.test(text) || /^\d{2}\/\d{1,2}\/\/$/.test(text)) return text.slice(0, -1);
  return text;
}

function splitDate(text: string, rules: DateTextRules): readonly [number, number, number] | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [Number(iso[3]), Number(iso[2]), Number(iso[1])];
  const separated = /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2})|[\s./-]*)$/.exec(text);
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text);
  const match = separated ?? packed;
  if (!match) return undefined;
  const year = readYear(match[3], rules);
  return year === undefined ? undefined : [Number(match[1]), Number(match[2]), year];
}

function readYear(text: string | undefined, rules: DateTextRules): number | undefined {
  if (text === undefined) return rules.yearWhenMissing;
  if (text.length === 4) return Number(text);
  const last = rules.lastTwoDigitYear ?? DEFAULT_LAST_TWO_DIGIT_YEAR;
  const century = last - (last % 100);
  const year = century + Number(text);
  return year > last ? year - 100 : year;
}

function daysInMonth(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
