import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessingTimeLimit } from '#shared/domain/procedure.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import { countedFrom, resultDueAt, resultDueFor, workingMinutesBetween } from '#shared/domain/work-calendar.ts';
import { isWorkingDay, minuteOfDay } from '#shared/domain/work-day.ts';
import { MS_PER_MINUTE, toEpochMs, toLocalDate, toLocalTime, type Instant } from '#shared/kernel/instant.ts';
import { calendar, valueOf } from '#test/unit/shared/domain/samples.ts';
import { calendars, instants, timeLimits } from './arbitraries.ts';

const channels = fc.constantFrom('counter', 'online', 'post');

/** Inside a session, or exactly at its end. */
function isInsideOrAtEnd(at: Instant, data: WorkCalendarData): boolean {
  const minute = minuteOfDay(toLocalTime(at));
  return (
    isWorkingDay(toLocalDate(at), data) &&
    data.sessions.some(({ from, to }) => minuteOfDay(from) < minute && minute <= minuteOfDay(to))
  );
}

describe('due dates', () => {
  it('fall on a whole minute of office time, after the start', () => {
    fc.assert(
      fc.property(instants, channels, timeLimits, calendars, (submitted, channel, limit, data) => {
        const due = resultDueFor(submitted, channel, limit, data);
        if (!due.ok) {
          expect(due.error.code).toBe('noWorkingDay');
          return;
        }
        const { dueAt, countedFromAt } = due.value;
        expect(isInsideOrAtEnd(dueAt, data)).toBe(true);
        expect(toEpochMs(dueAt) % MS_PER_MINUTE).toBe(0);
        expect(countedFromAt >= submitted).toBe(true);
        expect(dueAt > countedFromAt || toEpochMs(countedFromAt) % MS_PER_MINUTE > 0).toBe(true);
      }),
    );
  });

  it('never come earlier for a later start', () => {
    fc.assert(
      fc.property(instants, instants, channels, timeLimits, calendars, (one, other, channel, limit, data) => {
        const [first, second] = one < other ? [one, other] : [other, one];
        const early = resultDueFor(first, channel, limit, data);
        const late = resultDueFor(second, channel, limit, data);
        if (early.ok && late.ok) expect(early.value.dueAt <= late.value.dueAt).toBe(true);
      }),
    );
  });

  it('come later for a longer term', () => {
    const longer = (limit: ProcessingTimeLimit): ProcessingTimeLimit => {
      switch (limit.kind) {
        case 'workingDays':
        case 'calendarDays':
          return { ...limit, days: limit.days + 1 };
        case 'workingHours':
          return { ...limit, hours: limit.hours + 1 };
        case 'sameDay':
          return limit;
      }
    };
    fc.assert(
      fc.property(instants, timeLimits, (start, limit) => {
        const short = valueOf(resultDueAt(start, limit, calendar)).dueAt;
        const long = valueOf(resultDueAt(start, longer(limit), calendar)).dueAt;
        expect(short <= long).toBe(true);
        if (limit.kind === 'workingDays' || limit.kind === 'workingHours') expect(short < long).toBe(true);
      }),
    );
  });

  it('leave exactly the office time of the term', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 200 }), (start, hours) => {
        const { countedFromAt, dueAt } = valueOf(
          resultDueFor(start, 'counter', { kind: 'workingHours', hours }, calendar),
        );
        const minutes = workingMinutesBetween(countedFromAt, dueAt, calendar);
        const isOnTheMinute = toEpochMs(countedFromAt) % MS_PER_MINUTE === 0;
        expect(minutes).toBe(hours * 60 - (isOnTheMinute ? 0 : 1));
      }),
    );
  });

  it('of n working days and of n times the hours of a day are the same', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (start, days) => {
        const byDays = valueOf(resultDueAt(start, { kind: 'workingDays', days }, calendar));
        const byHours = valueOf(resultDueAt(start, { kind: 'workingHours', hours: days * 8 }, calendar));
        expect(byDays.dueAt).toBe(byHours.dueAt);
      }),
    );
  });

  it('do not depend on whether the start is already the start of counting', () => {
    fc.assert(
      fc.property(instants, channels, timeLimits, calendars, (submitted, channel, limit, data) => {
        const start = countedFrom(submitted, channel, data);
        if (!start.ok) {
          expect(start.error.code).toBe('noWorkingDay');
          return;
        }
        // Not for online: a start at an opening may itself lie after a cut-off inside the office hours.
        expect(countedFrom(start.value, 'counter', data)).toEqual(start);
        if (channel === 'counter') {
          expect(resultDueAt(submitted, limit, data)).toEqual(resultDueAt(start.value, limit, data));
        }
      }),
    );
  });

  it('explain every day that was skipped', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), calendars, (start, days, data) => {
        const due = resultDueFor(start, 'counter', { kind: 'workingDays', days }, data);
        if (!due.ok) {
          expect(due.error.code).toBe('noWorkingDay');
          return;
        }
        const { countedFromAt, dueAt, reasoning } = due.value;
        const skipped = reasoning.flatMap((reason) => {
          if (reason.code === 'skippedHoliday') return [reason.on];
          return reason.code === 'skippedWeeklyRest' ? reason.on : [];
        });
        expect(skipped.every((on) => !isWorkingDay(on, data))).toBe(true);
        expect(new Set(skipped).size).toBe(skipped.length);
        const from = Date.parse(toLocalDate(countedFromAt));
        const until = Date.parse(toLocalDate(dueAt));
        const spanned = (until - from) / 86_400_000;
        expect(spanned - skipped.length).toBeGreaterThanOrEqual(days - 1);
        expect(spanned - skipped.length).toBeLessThanOrEqual(days);
      }),
    );
  });
});
