import fc from 'fast-check';
import type { FeeFormula, FeeRate, Procedure } from '#shared/domain/procedure.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import { addDays, instantFromEpochMs, toEpochMs, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { at, calendar, date, procedure, time } from '#test/unit/shared/domain/samples.ts';

const FIRST_DAY = date('2026-01-01');
const DAYS = 1_100;

export const localDates: fc.Arbitrary<LocalDate> = fc.integer({ min: 0, max: DAYS }).map((n) => addDays(FIRST_DAY, n));

/** To the millisecond, at any hour of any day from 2026 to 2028. */
export const instants: fc.Arbitrary<Instant> = fc
  .integer({ min: toEpochMs(at('2026-01-01 00:00')), max: toEpochMs(at('2028-12-31 23:59')) })
  .map(instantFromEpochMs);

const clockTime = (minute: number) =>
  time(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

/** One to three sessions in order, on quarters of an hour: a day of one minute would make every term too long. */
const sessions = fc
  .uniqueArray(
    fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    { minLength: 2, maxLength: 6 },
  )
  .map((minutes) => [...minutes].sort((a, b) => a - b))
  .map((minutes) =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, index) => ({
      from: clockTime(minutes[index * 2]!),
      to: clockTime(minutes[index * 2 + 1]!),
    })),
  );

const daysOff = (most: number) =>
  fc
    .uniqueArray(localDates, { maxLength: most })
    .map((days) => days.map((on) => ({ on, name: 'Ngày mẫu', source: 'mẫu', isConfirmed: true })));

export const calendars: fc.Arbitrary<WorkCalendarData> = fc.record({
  calendarVersion: fc.constant(1),
  sessions: fc.oneof(fc.constant(calendar.sessions), sessions),
  workingWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  holidays: daysOff(40),
  swapDays: daysOff(5),
  onlineCutOff: fc.option(fc.integer({ min: 0, max: 1_439 }).map(clockTime)),
});

const amounts = fc.integer({ min: 0, max: 10_000_000 });

const pageTiers = fc
  .record({ first: amounts, then: amounts, upToPage: fc.integer({ min: 1, max: 50 }), cap: fc.option(amounts) })
  .map(({ first, then, upToPage, cap }): FeeFormula => ({
    kind: 'pageTiers',
    tiers: [
      { upToPage, amountPerPageVnd: first },
      { upToPage: null, amountPerPageVnd: then },
    ],
    capPerCopyVnd: cap,
  }));

const formulas: fc.Arbitrary<FeeFormula> = fc.oneof(
  fc.constant<FeeFormula>({ kind: 'free' }),
  amounts.map((amountVnd): FeeFormula => ({ kind: 'fixed', amountVnd })),
  amounts.map((amountVnd): FeeFormula => ({ kind: 'perUnit', amountVnd, unitName: 'bản' })),
  pageTiers,
);

export const REDUCTION_ID = 'giam';

export const feeRates: fc.Arbitrary<FeeRate[]> = fc
  .array(fc.tuple(formulas, fc.integer({ min: 1, max: 100 })), { maxLength: 5 })
  .map((lines) =>
    lines.map(([formula, reducedByPercent], index) => ({
      feeRateId: `r${String(index)}`,
      kind: index % 2 === 0 ? ('fee' as const) : ('charge' as const),
      name: 'Khoản thu mẫu',
      formula,
      effectiveFrom: date('2020-01-01'),
      effectiveUntil: null,
      legalBasis: 'mẫu',
      exemptions: [
        {
          exemptionId: REDUCTION_ID,
          name: 'Giảm mẫu',
          reducedByPercent,
          legalBasis: 'mẫu',
          effectiveFrom: date('2020-01-01'),
          effectiveUntil: null,
        },
      ],
    })),
  );

export const quantities = fc.record({
  pages: fc.integer({ min: 1, max: 1_000 }),
  units: fc.integer({ min: 1, max: 100 }),
});

export const timeLimits: fc.Arbitrary<Procedure['processingTimeLimit']> = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((days) => ({ kind: 'workingDays', days }) as const),
  fc.integer({ min: 1, max: 200 }).map((hours) => ({ kind: 'workingHours', hours }) as const),
  fc.integer({ min: 1, max: 90 }).map((days) => ({ kind: 'calendarDays', days }) as const),
  fc.integer({ min: 0, max: 1_439 }).map((minute) => ({ kind: 'sameDay', cutOff: clockTime(minute) }) as const),
);

/** The sample procedure with other fees and another time limit. */
export const procedures: fc.Arbitrary<Procedure> = fc
  .tuple(feeRates, timeLimits)
  .map(([rates, processingTimeLimit]) => ({ ...procedure, feeRates: rates, processingTimeLimit }));

/** Vietnamese-looking words, composed and decomposed, with stray blanks. */
export const vietnameseText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('Lò', 'Thị', 'Mẫu', 'ĐẶNG', 'Ước', 'Nguyễn', 'quyền', 'xã', 'Ví', 'Dụ', '  ', "H'Wiêt"), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((words) => fc.constantFrom(words.join(' '), words.join(' ').normalize('NFD')));
