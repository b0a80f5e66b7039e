import { describe, expect, it } from 'vitest';
import { evaluateFees } from '#shared/domain/fees.ts';
import { countedFrom, resultDueAt } from '#shared/domain/work-calendar.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { instantOf, toLocalDate, toLocalTime, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';

const { procedures, workCalendar } = await loadSampleProvince();
const TODAY = '2026-11-23' as LocalDate;

function getInForce(code: string, on: LocalDate = TODAY): Procedure {
  const found = procedures.find(
    (it) => it.procedureCode === code && it.effectiveFrom <= on && on <= (it.effectiveUntil ?? '9999-12-31'),
  );
  if (!found) throw new Error(`no procedure ${code} in force on ${on}`);
  return found;
}

/** @param entry.exemption the end of an exemption's id, e.g. `ho-ngheo`; claimed on every line that offers it */
function totalOf(
  code: string,
  entry: { readonly pages?: number; readonly units?: number; readonly exemption?: string } = {},
  on: LocalDate = TODAY,
): number {
  const procedure = getInForce(code, on);
  const { pages = 1, units = 1, exemption } = entry;
  const claimed = procedure.feeRates.flatMap(({ feeRateId, exemptions }) =>
    exemptions
      .filter(({ exemptionId }) => exemption !== undefined && exemptionId.endsWith(`-${exemption}`))
      .map(({ exemptionId }) => [feeRateId, exemptionId] as const),
  );
  expect(claimed.length > 0).toBe(exemption !== undefined);
  const evaluation = evaluateFees(
    procedure,
    {
      feeQuantities: Object.fromEntries(procedure.feeRates.map(({ feeRateId }) => [feeRateId, { pages, units }])),
      feeExemptions: Object.fromEntries(claimed),
      feeExemptionEvidence: Object.fromEntries(claimed.map(([feeRateId]) => [feeRateId, 'Giấy chứng nhận số 12'])),
    },
    on,
  );
  expect(evaluation.problems).toEqual([]);
  return evaluation.totalVnd;
}

/** When a dossier of `code` handed in at the counter is due on the sample calendar, e.g. `2026-11-25 07:30`. */
function dueOf(code: string, on: string, at: string): string {
  const submittedAt = instantOf(on as LocalDate, at as LocalTime);
  const from = countedFrom(submittedAt, 'counter', workCalendar);
  if (!from.ok) throw new Error(from.error.code);
  const due = resultDueAt(from.value, getInForce(code).processingTimeLimit, workCalendar);
  if (!due.ok) throw new Error(due.error.code);
  return `${toLocalDate(due.value.dueAt)} ${toLocalTime(due.value.dueAt)}`;
}

describe('fees of the sample catalogue', () => {
  it.each([
    [1, 2000],
    [2, 4000],
    [3, 5000],
    [10, 12_000],
    [198, 200_000],
    [500, 200_000],
  ])('2.000815, certified copy of %i pages: %i đồng', (pages, amountVnd) => {
    expect(totalOf('2.000815', { pages })).toBe(amountVnd);
  });

  it('2.000815 multiplies the capped amount by the copies', () => {
    expect(totalOf('2.000815', { pages: 500, units: 3 })).toBe(600_000);
  });

  it('takes 24,000 đồng for 3 extracts, nothing of a poor household, half of an online filing', () => {
    expect(totalOf('2.000635', { units: 3 })).toBe(24_000);
    expect(totalOf('1.004222')).toBe(20_000);
    expect(totalOf('1.004222', { exemption: 'ho-ngheo' })).toBe(0);
    expect(totalOf('1.004222', { exemption: 'nop-truc-tuyen' })).toBe(10_000);
  });

  it('1.116410, exchange of an identity card, doubles on 01/01/2027', () => {
    expect(totalOf('1.116410', {}, '2026-12-31' as LocalDate)).toBe(25_000);
    expect(totalOf('1.116410', {}, '2027-01-01' as LocalDate)).toBe(50_000);
  });

  it('1.116410 takes 15,000 and then 30,000 đồng for a CCCD (TT 73/2024 Đ4.1a)', () => {
    expect(totalOf('1.116410', { exemption: 'doi-cccd' }, '2026-12-31' as LocalDate)).toBe(15_000);
    expect(totalOf('1.116410', { exemption: 'doi-cccd' }, '2027-01-01' as LocalDate)).toBe(30_000);
  });

  it('needs no entry of the officer to give an amount without a problem for any procedure in force', () => {
    const inForce = procedures.filter(({ effectiveUntil }) => effectiveUntil === null);
    for (const procedure of inForce) {
      const { problems } = evaluateFees(procedure, { feeQuantities: {}, feeExemptions: {} }, TODAY);
      expect(problems, procedure.procedureCode).toEqual([]);
    }
  });
});

describe('due dates on the sample calendar', () => {
  it.each([
    ['1.003677', '1 working day', '2026-11-20', '16:30', '2026-11-23 16:30'],
    ['2.001035', '2 working days, over the holiday of 24/11', '2026-11-20', '16:30', '2026-11-25 16:30'],
    ['1.003677', '1 working day, from after hours', '2026-11-19', '18:10', '2026-11-20 17:00'],
    ['2.000815', 'same day before 15:00', '2026-11-23', '14:59', '2026-11-23 17:00'],
    ['2.000815', 'same day after 15:00, over the holiday of 24/11', '2026-11-23', '15:01', '2026-11-25 17:00'],
    ['2.001159', '1 working hour, over the lunch gap', '2026-11-23', '11:00', '2026-11-23 14:00'],
    ['2.001263', '30 calendar days, ending on a Sunday', '2026-11-20', '09:00', '2026-12-21 17:00'],
  ])('%s, %s', (code, _, on, at, due) => {
    expect(dueOf(code, on, at)).toBe(due);
  });
});
