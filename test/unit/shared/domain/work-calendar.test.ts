import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ProcessingTimeLimit } from '#shared/domain/procedure.ts';
import { workCalendarDataSchema, type WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import {
  countedFrom,
  explainCountedFrom,
  nextWorkingDays,
  resultDueAt,
  resultDueFor,
  workingMinutesBetween,
} from '#shared/domain/work-calendar.ts';
import { isWorkingDay } from '#shared/domain/work-day.ts';
import { instantFromEpochMs, toEpochMs } from '#shared/kernel/instant.ts';
import { at, calendar, codeOf, date, time, valueOf } from './samples.ts';

const due = (start: string, limit: ProcessingTimeLimit, data: WorkCalendarData = calendar) =>
  valueOf(resultDueFor(at(start), 'counter', limit, data)).dueAt;
const workingDays = (days: number): ProcessingTimeLimit => ({ kind: 'workingDays', days });
const workingHours = (hours: number): ProcessingTimeLimit => ({ kind: 'workingHours', hours });
const calendarDays = (days: number): ProcessingTimeLimit => ({ kind: 'calendarDays', days });
const sameDay: ProcessingTimeLimit = { kind: 'sameDay', cutOff: time('15:00') };

describe('due date of working days and hours', () => {
  it.each([
    ['2026-11-20 16:30', workingDays(1), '2026-11-23 16:30'],
    ['2026-11-20 16:30', workingDays(2), '2026-11-25 16:30'],
    ['2026-11-19 18:10', workingDays(1), '2026-11-20 17:00'],
    ['2026-11-23 12:00', workingHours(4), '2026-11-25 07:30'],
    ['2026-11-20 07:00', workingHours(8), '2026-11-20 17:00'],
    ['2026-11-20 09:00', workingHours(2), '2026-11-20 11:00'],
    ['2026-11-20 10:30', workingHours(1), '2026-11-20 11:30'],
    ['2026-11-20 10:30', workingHours(2), '2026-11-20 14:30'],
    ['2026-12-31 09:00', workingDays(1), '2027-01-04 09:00'],
    ['2027-02-04 10:00', workingDays(1), '2027-02-11 10:00'],
  ] as const)('%s + %o → %s', (start, limit, expected) => {
    expect(due(start, limit)).toBe(at(expected));
  });

  it('counts a swap day as a working day', () => {
    expect(due('2026-12-04 16:00', workingDays(1))).toBe(at('2026-12-05 16:00'));
  });

  it('keeps the hour of the day when the sessions do not add up to eight hours', () => {
    const short = { ...calendar, sessions: [{ from: time('08:00'), to: time('11:00') }] };
    expect(due('2026-11-19 09:20', workingDays(2), short)).toBe(at('2026-11-23 09:20'));
    expect(due('2026-11-19 09:20', workingHours(2), short)).toBe(at('2026-11-20 08:20'));
  });

  it('falls on a whole minute whatever the second of filing', () => {
    const start = instantFromEpochMs(toEpochMs(at('2026-11-20 16:30')) + 45_678);
    expect(valueOf(resultDueFor(start, 'counter', workingDays(1), calendar)).dueAt).toBe(at('2026-11-23 16:30'));
  });
});

describe('due date of same-day procedures', () => {
  it.each([
    ['2026-11-20 08:00', '2026-11-20 17:00'],
    ['2026-11-20 15:00', '2026-11-20 17:00'],
    ['2026-11-20 15:01', '2026-11-23 17:00'],
    ['2026-11-23 15:01', '2026-11-25 17:00'],
    ['2026-11-20 17:30', '2026-11-23 17:00'],
    ['2026-11-22 10:00', '2026-11-23 17:00'],
    ['2026-11-20 12:00', '2026-11-20 17:00'],
  ])('taken %s → due %s', (start, expected) => {
    expect(due(start, sameDay)).toBe(at(expected));
  });

  it('names the cut-off as the reason', () => {
    const { reasoning } = valueOf(resultDueAt(at('2026-11-23 15:30'), sameDay, calendar));
    expect(reasoning).toEqual([
      { code: 'afterSameDayCutOff', cutOff: '15:00' },
      { code: 'skippedHoliday', on: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', isConfirmed: true },
    ]);
  });
});

describe('due date of calendar days', () => {
  it.each([
    ['2026-11-16 09:00', 3, '2026-11-19 17:00'],
    ['2026-11-19 09:00', 2, '2026-11-23 17:00'],
    ['2026-11-19 09:00', 5, '2026-11-25 17:00'],
    ['2026-11-19 18:10', 1, '2026-11-23 17:00'],
  ])('%s + %i days → %s', (start, days, expected) => {
    expect(due(start, calendarDays(days))).toBe(at(expected));
  });

  it('says from where to where a day off has moved it', () => {
    const { reasoning } = valueOf(resultDueAt(at('2026-11-19 09:00'), calendarDays(5), calendar));
    expect(reasoning).toEqual([
      { code: 'movedOffDayOff', from: '2026-11-24', to: '2026-11-25' },
      { code: 'skippedHoliday', on: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', isConfirmed: true },
    ]);
  });
});

describe('reasoning of a due date', () => {
  it('names the start, the weekly rest and each holiday', () => {
    const { reasoning } = valueOf(resultDueFor(at('2026-11-20 18:00'), 'counter', workingDays(2), calendar));
    expect(reasoning).toEqual([
      { code: 'countedFrom', at: at('2026-11-23 07:00'), start: 'afterHours' },
      { code: 'skippedHoliday', on: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', isConfirmed: true },
    ]);
    expect(valueOf(resultDueAt(at('2027-02-04 10:00'), workingDays(1), calendar)).reasoning).toEqual([
      { code: 'skippedWeeklyRest', on: ['2027-02-06', '2027-02-07'] },
      { code: 'skippedHoliday', on: '2027-02-05', name: 'Tết Nguyên đán', isConfirmed: false },
      { code: 'skippedHoliday', on: '2027-02-08', name: 'Tết Nguyên đán', isConfirmed: true },
      { code: 'skippedHoliday', on: '2027-02-09', name: 'Tết Nguyên đán', isConfirmed: true },
      { code: 'skippedHoliday', on: '2027-02-10', name: 'Tết Nguyên đán', isConfirmed: true },
    ]);
  });

  it('names a swap day that was counted', () => {
    const { reasoning } = valueOf(resultDueAt(at('2026-12-04 16:00'), workingDays(1), calendar));
    expect(reasoning).toEqual([{ code: 'countedSwapDay', on: '2026-12-05', name: 'Làm bù' }]);
  });
});

describe('start of counting (IN-02, IN-03)', () => {
  it.each([
    ['2026-11-20 06:10', '2026-11-20 07:00', 'beforeOpening'],
    ['2026-11-20 07:00', '2026-11-20 07:00', 'onSubmission'],
    ['2026-11-20 11:29', '2026-11-20 11:29', 'onSubmission'],
    ['2026-11-20 11:30', '2026-11-20 13:30', 'betweenSessions'],
    ['2026-11-20 12:15', '2026-11-20 13:30', 'betweenSessions'],
    ['2026-11-20 17:00', '2026-11-23 07:00', 'afterHours'],
    ['2026-11-20 23:59', '2026-11-23 07:00', 'afterHours'],
    ['2026-11-22 09:00', '2026-11-23 07:00', 'dayOff'],
    ['2026-11-24 09:00', '2026-11-25 07:00', 'dayOff'],
    ['2026-12-05 09:00', '2026-12-05 09:00', 'onSubmission'],
  ])('%s counts from %s (%s)', (submitted, expected, start) => {
    expect(valueOf(explainCountedFrom(at(submitted), 'counter', calendar))).toEqual({
      countedFromAt: at(expected),
      start,
    });
  });

  it('keeps the exact instant inside office hours', () => {
    const submitted = instantFromEpochMs(toEpochMs(at('2026-11-20 09:00')) + 12_345);
    expect(valueOf(countedFrom(submitted, 'counter', calendar))).toBe(submitted);
  });

  it('moves online filing after the cut-off to the next working day, and nothing else', () => {
    const data = { ...calendar, onlineCutOff: time('16:00') };
    expect(valueOf(explainCountedFrom(at('2026-11-20 16:01'), 'online', data))).toEqual({
      countedFromAt: at('2026-11-23 07:00'),
      start: 'afterOnlineCutOff',
    });
    expect(valueOf(countedFrom(at('2026-11-20 16:00'), 'online', data))).toBe(at('2026-11-20 16:00'));
    expect(valueOf(countedFrom(at('2026-11-20 16:01'), 'counter', data))).toBe(at('2026-11-20 16:01'));
    expect(valueOf(countedFrom(at('2026-11-20 16:01'), 'post', data))).toBe(at('2026-11-20 16:01'));
    expect(valueOf(countedFrom(at('2026-11-20 06:00'), 'online', data))).toBe(at('2026-11-20 07:00'));
  });

  it('counts online filing at 17:30 from the next morning with the Long An cut-off of 17:00', () => {
    const data = { ...calendar, onlineCutOff: time('17:00') };
    expect(valueOf(countedFrom(at('2026-11-19 17:30'), 'online', data))).toBe(at('2026-11-20 07:00'));
  });
});

describe('working days', () => {
  it('lets a swap day beat a holiday and the weekday', () => {
    expect(isWorkingDay(date('2026-12-05'), calendar)).toBe(true);
    expect(isWorkingDay(date('2026-12-06'), calendar)).toBe(false);
    expect(isWorkingDay(date('2026-11-24'), calendar)).toBe(false);
    expect(isWorkingDay(date('2026-11-23'), calendar)).toBe(true);
  });

  it('lists the next ones, the first day included when it is one', () => {
    expect(valueOf(nextWorkingDays(date('2026-11-20'), 4, calendar))).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-25',
      '2026-11-26',
    ]);
    expect(valueOf(nextWorkingDays(date('2026-11-21'), 1, calendar))).toEqual(['2026-11-23']);
    expect(valueOf(nextWorkingDays(date('2026-11-21'), 0, calendar))).toEqual([]);
  });

  it('measures office time between two instants', () => {
    const minutes = (from: string, to: string) => workingMinutesBetween(at(from), at(to), calendar);
    expect(minutes('2026-11-20 16:30', '2026-11-23 16:30')).toBe(480);
    expect(minutes('2026-11-20 11:00', '2026-11-20 14:00')).toBe(60);
    expect(minutes('2026-11-21 00:00', '2026-11-22 23:59')).toBe(0);
    expect(minutes('2026-11-23 16:30', '2026-11-20 16:30')).toBe(0);
  });
});

describe('a calendar that cannot work', () => {
  const closed: WorkCalendarData = { ...calendar, workingWeekdays: [], swapDays: [] };

  it('answers noWorkingDay instead of searching for ever', () => {
    expect(codeOf(countedFrom(at('2026-11-20 09:00'), 'counter', closed))).toBe('noWorkingDay');
    expect(codeOf(resultDueAt(at('2026-11-20 09:00'), workingDays(1), closed))).toBe('noWorkingDay');
    expect(codeOf(nextWorkingDays(date('2026-11-20'), 1, closed))).toBe('noWorkingDay');
    const onlyToday: WorkCalendarData = { ...closed, swapDays: [{ ...calendar.swapDays[0]!, on: date('2026-11-20') }] };
    expect(codeOf(resultDueAt(at('2026-11-20 09:00'), workingDays(1), onlyToday))).toBe('noWorkingDay');
    expect(codeOf(resultDueAt(at('2026-11-20 16:00'), sameDay, onlyToday))).toBe('noWorkingDay');
    expect(codeOf(resultDueAt(at('2026-11-20 16:00'), calendarDays(3), onlyToday))).toBe('noWorkingDay');
  });

  it('answers noOfficeHours when no session has a length', () => {
    const empty: WorkCalendarData = { ...calendar, sessions: [{ from: time('07:00'), to: time('07:00') }] };
    expect(codeOf(resultDueAt(at('2026-11-20 09:00'), workingHours(1), empty))).toBe('noOfficeHours');
  });

  it('answers termTooLong for a term that no procedure has', () => {
    expect(codeOf(resultDueAt(at('2026-11-20 09:00'), workingDays(1_000_000_000), calendar))).toBe('termTooLong');
    expect(codeOf(resultDueAt(at('2026-11-20 09:00'), calendarDays(1_000_000_000), calendar))).toBe('termTooLong');
  });

  it('is not let in when its sessions overlap or run backwards', () => {
    const [morning, afternoon] = calendar.sessions;
    expect(v.is(workCalendarDataSchema, calendar)).toBe(true);
    expect(v.is(workCalendarDataSchema, { ...calendar, sessions: [afternoon, morning] })).toBe(false);
    expect(v.is(workCalendarDataSchema, { ...calendar, sessions: [{ from: '11:30', to: '07:00' }] })).toBe(false);
  });
});
