import {
  addDays,
  instantFromEpochMs,
  instantOf,
  MS_PER_MINUTE,
  toEpochMs,
  toLocalDate,
  toLocalTime,
  type Instant,
  type LocalDate,
  type LocalTime,
} from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Channel, ProcessingTimeLimit } from './procedure.ts';
import type { WorkCalendarData, WorkSession } from './work-calendar-data.ts';
import {
  dayKindOf,
  findWorkingDayAfter,
  findWorkingDayFrom,
  isWorkingDay,
  minuteOfDay,
  type CalendarError,
} from './work-day.ts';

/** The longest term a procedure may have; a longer one is a mistake in the catalogue. */
const LONGEST_TERM_DAYS = 3_660;
const MINUTES_PER_HOUR = 60;

/** Why counting starts when it starts. */
export type CountingStart =
  'onSubmission' | 'beforeOpening' | 'betweenSessions' | 'afterHours' | 'dayOff' | 'afterOnlineCutOff';

/** One step of how a due date came about, for the sentence beside it. Order: start, skipped days, end. */
export type DueReason =
  | { readonly code: 'countedFrom'; readonly at: Instant; readonly start: CountingStart }
  | { readonly code: 'skippedWeeklyRest'; readonly on: readonly LocalDate[] }
  | { readonly code: 'skippedHoliday'; readonly on: LocalDate; readonly name: string; readonly isConfirmed: boolean }
  | { readonly code: 'countedSwapDay'; readonly on: LocalDate; readonly name: string }
  | { readonly code: 'afterSameDayCutOff'; readonly cutOff: LocalTime }
  | { readonly code: 'movedOffDayOff'; readonly from: LocalDate; readonly to: LocalDate };

export interface CountedFrom {
  readonly countedFromAt: Instant;
  readonly start: CountingStart;
}

export interface ResultDue {
  /** A whole minute on a working day, at most the end of a session. */
  readonly dueAt: Instant;
  readonly reasoning: readonly DueReason[];
}

/** A minute on a working day inside office hours: a session's `from` ≤ minute < `to`. */
interface WorkingMinute {
  readonly date: LocalDate;
  readonly minute: number;
}

/**
 * When a time limit starts to run for something handed in at `submittedAt` (IN-02, IN-03): at once inside office
 * hours, otherwise at the next opening. A session ends the moment its `to` is reached. Online filing after
 * `onlineCutOff` starts on the next working day. Times are compared to the minute, as they are printed.
 * Source: 000:8.1a, 002:9.1.
 */
export function countedFrom(
  submittedAt: Instant,
  channel: Channel,
  data: WorkCalendarData,
): Result<Instant, CalendarError> {
  const found = explainCountedFrom(submittedAt, channel, data);
  return found.ok ? ok(found.value.countedFromAt) : found;
}

/** As `countedFrom`, with the reason. */
export function explainCountedFrom(
  submittedAt: Instant,
  channel: Channel,
  data: WorkCalendarData,
): Result<CountedFrom, CalendarError> {
  const { onlineCutOff } = data;
  const date = toLocalDate(submittedAt);
  const isAfterCutOff = channel === 'online' && onlineCutOff !== null && toLocalTime(submittedAt) > onlineCutOff;
  if (isAfterCutOff && isWorkingDay(date, data) && isBeforeClosing(submittedAt, data)) {
    const next = openingAfter(date, data);
    return next.ok ? ok({ countedFromAt: toInstant(next.value), start: 'afterOnlineCutOff' }) : next;
  }
  const found = findWorkingMinute(submittedAt, data);
  if (!found.ok) return found;
  const { at, start } = found.value;
  return ok({ countedFromAt: start === 'onSubmission' ? submittedAt : toInstant(at), start });
}

/**
 * When the result is due (ngày hẹn trả) for a time limit that runs from `countedFromAt`.
 * - `workingHours`: that many hours of office time.
 * - `workingDays`: that many times the office time of a whole day. A working day is legally 8 hours; an office whose
 *   sessions add up to more or less still hands back at the same point of the day n working days later.
 * - `sameDay`: the end of office hours today, or of the next working day when taken after the cut-off.
 * - `calendarDays`: the end of office hours of the n-th day after, moved past days off (Bộ luật Dân sự 2015
 *   Đ147.2, Đ148.5).
 * Office time that runs out exactly at the end of a session is due then, not at the next opening.
 */
export function resultDueAt(
  countedFromAt: Instant,
  limit: ProcessingTimeLimit,
  data: WorkCalendarData,
): Result<ResultDue, CalendarError> {
  const found = findWorkingMinute(countedFromAt, data);
  if (!found.ok) return found;
  const { at } = found.value;
  switch (limit.kind) {
    case 'workingDays':
      return dueAfterMinutes(at, limit.days * minutesPerDay(data), data);
    case 'workingHours':
      return dueAfterMinutes(at, limit.hours * MINUTES_PER_HOUR, data);
    case 'sameDay':
      return dueSameDay(at, limit.cutOff, data);
    case 'calendarDays':
      return dueAfterCalendarDays(at, limit.days, data);
  }
}

/** From filing to due date in one step: where counting starts, when the result is due, and the whole reasoning. */
export function resultDueFor(
  submittedAt: Instant,
  channel: Channel,
  limit: ProcessingTimeLimit,
  data: WorkCalendarData,
): Result<ResultDue & CountedFrom, CalendarError> {
  const counted = explainCountedFrom(submittedAt, channel, data);
  if (!counted.ok) return counted;
  const { countedFromAt, start } = counted.value;
  const due = resultDueAt(countedFromAt, limit, data);
  if (!due.ok) return due;
  const reasoning: DueReason[] = [{ code: 'countedFrom', at: countedFromAt, start }, ...due.value.reasoning];
  return ok({ countedFromAt, start, dueAt: due.value.dueAt, reasoning });
}

/** `howMany` working days in order, `from` itself included when it is one. */
export function nextWorkingDays(
  from: LocalDate,
  howMany: number,
  data: WorkCalendarData,
): Result<readonly LocalDate[], CalendarError> {
  const days: LocalDate[] = [];
  let search = from;
  while (days.length < howMany) {
    const found = findWorkingDayFrom(search, data);
    if (!found.ok) return found;
    days.push(found.value);
    search = addDays(found.value, 1);
  }
  return ok(days);
}

/** Whole minutes of office time between two instants; 0 when `to` is not after `from`. */
export function workingMinutesBetween(from: Instant, to: Instant, data: WorkCalendarData): number {
  const fromMs = toEpochMs(from);
  const toMs = toEpochMs(to);
  const lastOn = toLocalDate(to);
  let workedMs = 0;
  for (let on = toLocalDate(from); on <= lastOn; on = addDays(on, 1)) {
    if (!isWorkingDay(on, data)) continue;
    for (const session of data.sessions) {
      const startMs = Math.max(fromMs, toEpochMs(instantOf(on, session.from)));
      const endMs = Math.min(toMs, toEpochMs(instantOf(on, session.to)));
      workedMs += Math.max(0, endMs - startMs);
    }
  }
  return Math.floor(workedMs / MS_PER_MINUTE);
}

function minutesOf(session: WorkSession): number {
  return Math.max(0, minuteOfDay(session.to) - minuteOfDay(session.from));
}

function minutesPerDay(data: WorkCalendarData): number {
  return data.sessions.reduce((sum, session) => sum + minutesOf(session), 0);
}

function openingMinute(data: WorkCalendarData): number {
  return Math.min(...data.sessions.map(({ from }) => minuteOfDay(from)));
}

function closingMinute(data: WorkCalendarData): number {
  return Math.max(...data.sessions.map(({ to }) => minuteOfDay(to)));
}

function isBeforeClosing(at: Instant, data: WorkCalendarData): boolean {
  return minuteOfDay(toLocalTime(at)) < closingMinute(data);
}

function toInstant({ date, minute }: WorkingMinute): Instant {
  return instantFromEpochMs(toEpochMs(instantOf(date, '00:00' as LocalTime)) + minute * MS_PER_MINUTE);
}

function openingAfter(date: LocalDate, data: WorkCalendarData): Result<WorkingMinute, CalendarError> {
  const day = findWorkingDayAfter(date, data);
  return day.ok ? ok({ date: day.value, minute: openingMinute(data) }) : day;
}

/** The working minute that holds `at`, or the first one after it. */
function findWorkingMinute(
  at: Instant,
  data: WorkCalendarData,
): Result<{ readonly at: WorkingMinute; readonly start: CountingStart }, CalendarError> {
  if (minutesPerDay(data) === 0) return err({ code: 'noOfficeHours' });
  const date = toLocalDate(at);
  const minute = minuteOfDay(toLocalTime(at));
  const isOpenDay = isWorkingDay(date, data);
  const session = isOpenDay ? data.sessions.find(({ to }) => minute < minuteOfDay(to)) : undefined;
  if (!session) {
    const next = openingAfter(date, data);
    return next.ok ? ok({ at: next.value, start: isOpenDay ? 'afterHours' : 'dayOff' }) : next;
  }
  const from = minuteOfDay(session.from);
  if (minute >= from) return ok({ at: { date, minute }, start: 'onSubmission' });
  const start = from === openingMinute(data) ? 'beforeOpening' : 'betweenSessions';
  return ok({ at: { date, minute: from }, start });
}

/** @param minutes office time, at least 1 */
function dueAfterMinutes(
  start: WorkingMinute,
  minutes: number,
  data: WorkCalendarData,
): Result<ResultDue, CalendarError> {
  if (minutes > LONGEST_TERM_DAYS * minutesPerDay(data)) return err({ code: 'termTooLong' });
  let { date, minute } = start;
  let left = minutes;
  for (;;) {
    for (const session of data.sessions) {
      const from = Math.max(minute, minuteOfDay(session.from));
      const available = Math.max(0, minuteOfDay(session.to) - from);
      if (left <= available) {
        const dueAt = toInstant({ date, minute: from + left });
        return ok({ dueAt, reasoning: explainDaysBetween(start.date, date, data) });
      }
      left -= available;
    }
    const next = findWorkingDayAfter(date, data);
    if (!next.ok) return next;
    date = next.value;
    minute = 0;
  }
}

/** NĐ 61/2018 Đ18 and the procedures themselves: received after the cut-off (15:00) counts as the next working day. */
function dueSameDay(start: WorkingMinute, cutOff: LocalTime, data: WorkCalendarData): Result<ResultDue, CalendarError> {
  const isInTime = start.minute <= minuteOfDay(cutOff);
  const day = isInTime ? ok(start.date) : findWorkingDayAfter(start.date, data);
  if (!day.ok) return day;
  const reasoning: DueReason[] = isInTime
    ? []
    : [{ code: 'afterSameDayCutOff', cutOff }, ...explainDaysBetween(start.date, day.value, data)];
  return ok({ dueAt: toInstant({ date: day.value, minute: closingMinute(data) }), reasoning });
}

function dueAfterCalendarDays(
  start: WorkingMinute,
  days: number,
  data: WorkCalendarData,
): Result<ResultDue, CalendarError> {
  if (days > LONGEST_TERM_DAYS) return err({ code: 'termTooLong' });
  const lastDay = addDays(start.date, days);
  const day = findWorkingDayFrom(lastDay, data);
  if (!day.ok) return day;
  const reasoning: DueReason[] =
    day.value === lastDay
      ? []
      : [
          { code: 'movedOffDayOff', from: lastDay, to: day.value },
          ...explainDaysBetween(addDays(lastDay, -1), day.value, data),
        ];
  return ok({ dueAt: toInstant({ date: day.value, minute: closingMinute(data) }), reasoning });
}

/** What is special about the days after `from` up to and including `until`. */
function explainDaysBetween(from: LocalDate, until: LocalDate, data: WorkCalendarData): readonly DueReason[] {
  const weeklyRest: LocalDate[] = [];
  const special: DueReason[] = [];
  for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) {
    const day = dayKindOf(on, data);
    if (day.kind === 'weeklyRest') weeklyRest.push(on);
    if (day.kind === 'holiday') {
      special.push({ code: 'skippedHoliday', on, name: day.name, isConfirmed: day.isConfirmed });
    }
    if (day.kind === 'swapDay') special.push({ code: 'countedSwapDay', on, name: day.name });
  }
  return weeklyRest.length === 0 ? special : [{ code: 'skippedWeeklyRest', on: weeklyRest }, ...special];
}
