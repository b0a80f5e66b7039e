import * as v from 'valibot';
import { addDays, localDateSchema, type LocalDate } from '#shared/kernel/instant.ts';

/** The calendar date of three runs of digits (day and month may have one), `undefined` when no such day exists. */
export function findRealDate(year: string, month: string, day: string): LocalDate | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = v.safeParse(localDateSchema, text);
  return parsed.success ? parsed.output : undefined;
}

/** Reads a date as an officer types it: `15/08/1985`, `15-8-1985`, `15.8.1985` or `15081985`. */
export function findTypedDate(text: string): LocalDate | undefined {
  const match =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
  const [, day, month, year] = match ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return findRealDate(year, month, day);
}

/** `dd/mm/yyyy`, as typed into the form and printed on papers. */
export function formatTypedDate(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** The same day `months` later; the last day of a month that is too short for it. @param months 0 or more */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = '', month = '', day = ''] = date.split('-');
  const months0 = Number(year) * 12 + Number(month) - 1 + months;
  const monthOf = (count: number): [string, string] => [String(Math.floor(count / 12)), String((count % 12) + 1)];
  const sameDay = findRealDate(...monthOf(months0), day);
  if (sameDay !== undefined) return sameDay;
  const firstOfNext = findRealDate(...monthOf(months0 + 1), '1');
  return firstOfNext === undefined ? date : addDays(firstOfNext, -1);
}

/** Whether `on` lies in a dated rule; `effectiveUntil` is the last day in force, `null` = open. */
export function isInForce(
  rule: { readonly effectiveFrom: LocalDate; readonly effectiveUntil: LocalDate | null },
  on: LocalDate,
): boolean {
  return rule.effectiveFrom <= on && (rule.effectiveUntil === null || on <= rule.effectiveUntil);
}
