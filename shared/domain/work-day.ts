import type { AppError } from '#shared/kernel/app-error.ts';
import { addDays, isoWeekday, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkCalendarData } from './work-calendar-data.ts';

/** A run of days off longer than this means that the calendar is broken, not that the office is closed. */
const LONGEST_CLOSURE_DAYS = 400;

export type CalendarError = AppError<'noWorkingDay' | 'noOfficeHours' | 'termTooLong'>;

/** What a date is in the calendar. A swap day (làm bù) beats a holiday, a holiday beats the weekday. */
export type DayKind =
  | { readonly kind: 'workingDay' }
  | { readonly kind: 'swapDay'; readonly name: string }
  | { readonly kind: 'holiday'; readonly name: string; readonly isConfirmed: boolean }
  | { readonly kind: 'weeklyRest' };

/** Bộ luật Lao động Đ111 (weekly rest), Đ112 (holidays); swap days by the yearly decision on holidays. */
export function dayKindOf(date: LocalDate, data: WorkCalendarData): DayKind {
  const swapDay = data.swapDays.find(({ on }) => on === date);
  if (swapDay) return { kind: 'swapDay', name: swapDay.name };
  if (!data.workingWeekdays.includes(isoWeekday(date))) return { kind: 'weeklyRest' };
  const holiday = data.holidays.find(({ on }) => on === date);
  if (holiday) return { kind: 'holiday', name: holiday.name, isConfirmed: holiday.isConfirmed };
  return { kind: 'workingDay' };
}

export function isWorkingDay(date: LocalDate, data: WorkCalendarData): boolean {
  const { kind } = dayKindOf(date, data);
  return kind === 'workingDay' || kind === 'swapDay';
}

/** The first working day on or after `date`. `noWorkingDay` when there is none within 400 days. */
export function findWorkingDayFrom(date: LocalDate, data: WorkCalendarData): Result<LocalDate, CalendarError> {
  let candidate = date;
  for (let days = 0; days < LONGEST_CLOSURE_DAYS; days += 1) {
    if (isWorkingDay(candidate, data)) return ok(candidate);
    candidate = addDays(candidate, 1);
  }
  return err({ code: 'noWorkingDay', details: { from: date } });
}

/** The first working day after `date`. */
export function findWorkingDayAfter(date: LocalDate, data: WorkCalendarData): Result<LocalDate, CalendarError> {
  return findWorkingDayFrom(addDays(date, 1), data);
}

/** Minutes since midnight on Vietnam's clocks. */
export function minuteOfDay(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
