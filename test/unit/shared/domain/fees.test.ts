import { describe, expect, it } from 'vitest';
import { DEFAULT_FEE_QUANTITY, evaluateFee, evaluateFees, findFeeRatesInForce } from '#shared/domain/fees.ts';
import type { FeeFormula, FeeRate } from '#shared/domain/procedure.ts';
import { codeOf, copyRate, date, extractRate, procedure, valueOf } from './samples.ts';

const ON = date('2026-11-20');
const withFormula = (formula: FeeFormula): FeeRate => ({ ...copyRate, formula });
const amount = (rate: FeeRate, pages: number, units: number, exemptionId: string | null = null) =>
  valueOf(evaluateFee(rate, { pages, units }, exemptionId, ON)).amountVnd;

describe('certified copies by page (TT 226/2016/TT-BTC Đ4)', () => {
  it.each([
    [1, 2_000],
    [2, 4_000],
    [3, 5_000],
    [10, 12_000],
    [198, 200_000],
    [199, 200_000],
    [500, 200_000],
  ])('%i pages cost %i đồng a copy', (pages, expected) => {
    expect(amount(copyRate, pages, 1)).toBe(expected);
  });

  it('caps each copy and multiplies after that', () => {
    expect(amount(copyRate, 10, 2)).toBe(24_000);
    expect(amount(copyRate, 500, 3)).toBe(600_000);
  });

  it('refuses pages that no tier covers, no pages and no copies', () => {
    const bounded = withFormula({
      kind: 'pageTiers',
      tiers: [{ upToPage: 2, amountPerPageVnd: 2_000 }],
      capPerCopyVnd: null,
    });
    expect(amount(bounded, 2, 1)).toBe(4_000);
    expect(codeOf(evaluateFee(bounded, { pages: 3, units: 1 }, null, ON))).toBe('feePagesBeyondTiers');
    expect(codeOf(evaluateFee(copyRate, { pages: 0, units: 1 }, null, ON))).toBe('feePagesMissing');
    expect(codeOf(evaluateFee(copyRate, { pages: 1, units: 0 }, null, ON))).toBe('feeUnitsMissing');
  });
});

describe('other formulas', () => {
  it('charges per unit, fixed and nothing', () => {
    expect(amount(extractRate, 0, 3)).toBe(24_000);
    expect(amount(withFormula({ kind: 'fixed', amountVnd: 50_000 }), 9, 9)).toBe(50_000);
    expect(amount(withFormula({ kind: 'free' }), 9, 9)).toBe(0);
  });

  it('stores only the counts that were multiplied', () => {
    const quantityOf = (rate: FeeRate) => valueOf(evaluateFee(rate, { pages: 9, units: 4 }, null, ON)).quantity;
    expect(quantityOf(copyRate)).toEqual({ pages: 9, units: 4 });
    expect(quantityOf(extractRate)).toEqual({ pages: 0, units: 4 });
    expect(quantityOf(withFormula({ kind: 'fixed', amountVnd: 1 }))).toEqual({ pages: 0, units: 1 });
  });

  it('refuses an amount beyond exact numbers', () => {
    expect(codeOf(evaluateFee(extractRate, { pages: 0, units: Number.MAX_SAFE_INTEGER }, null, ON))).toBe(
      'feeAmountTooLarge',
    );
  });
});

describe('exemptions and reductions', () => {
  it('exempts fully and keeps the full amount beside', () => {
    expect(valueOf(evaluateFee(copyRate, { pages: 10, units: 1 }, 'ho-ngheo', ON))).toMatchObject({
      fullAmountVnd: 12_000,
      amountVnd: 0,
      exemptionId: 'ho-ngheo',
    });
  });

  it('rounds a reduced amount down to a whole đồng', () => {
    const odd = withFormula({ kind: 'fixed', amountVnd: 12_345 });
    expect(amount(odd, 0, 1, 'giam-mot-phan-ba')).toBe(8_271);
  });

  it('stays exact on very large amounts', () => {
    const large = withFormula({ kind: 'fixed', amountVnd: Number.MAX_SAFE_INTEGER });
    const expected = Number((BigInt(Number.MAX_SAFE_INTEGER) * 67n) / 100n);
    expect(amount(large, 0, 1, 'giam-mot-phan-ba')).toBe(expected);
  });

  it('refuses one that is unknown or out of date', () => {
    expect(codeOf(evaluateFee(copyRate, DEFAULT_FEE_QUANTITY, 'khong-co', ON))).toBe('feeExemptionUnknown');
    expect(codeOf(evaluateFee(copyRate, DEFAULT_FEE_QUANTITY, 'giam-mot-phan-ba', date('2027-01-01')))).toBe(
      'feeExemptionNotInForce',
    );
  });
});

describe('dated rates', () => {
  const old: FeeRate = { ...extractRate, feeRateId: 'cu', effectiveUntil: date('2026-11-20') };
  const next: FeeRate = {
    ...extractRate,
    feeRateId: 'moi',
    effectiveFrom: date('2026-11-21'),
    formula: { kind: 'perUnit', amountVnd: 9_000, unitName: 'bản' },
  };
  const dated = { ...procedure, feeRates: [old, next] };

  it('takes the rate of the day; the last day in force counts', () => {
    const idsOn = (on: string) => findFeeRatesInForce(dated, date(on)).map(({ feeRateId }) => feeRateId);
    expect(idsOn('2026-11-20')).toEqual(['cu']);
    expect(idsOn('2026-11-21')).toEqual(['moi']);
    expect(idsOn('2016-12-31')).toEqual([]);
  });

  it('refuses a rate on a day when it is not in force', () => {
    expect(codeOf(evaluateFee(next, DEFAULT_FEE_QUANTITY, null, ON))).toBe('feeRateNotInForce');
  });

  it('sums the lines of the day and ignores entries for other rates', () => {
    const both = { ...procedure, feeRates: [copyRate, old, next] };
    const entries = {
      feeQuantities: { [copyRate.feeRateId]: { pages: 3, units: 2 }, cu: { pages: 0, units: 2 } },
      feeExemptions: { moi: 'khong-co' },
    };
    const { items, totalVnd, problems } = evaluateFees(both, entries, ON);
    expect(items.map(({ amountVnd }) => amountVnd)).toEqual([10_000, 16_000]);
    expect(totalVnd).toBe(26_000);
    expect(problems).toEqual([]);
  });

  it('counts one page and one copy until told otherwise', () => {
    expect(evaluateFees(procedure, { feeQuantities: {}, feeExemptions: {} }, ON).totalVnd).toBe(2_000);
  });

  it('names the lines it could not evaluate and leaves them out of the sum', () => {
    const entries = { feeQuantities: {}, feeExemptions: { [copyRate.feeRateId]: 'khong-co' } };
    expect(evaluateFees({ ...procedure, feeRates: [copyRate, extractRate] }, entries, ON)).toMatchObject({
      totalVnd: 8_000,
      problems: [{ feeRateId: copyRate.feeRateId, error: { code: 'feeExemptionUnknown' } }],
    });
  });
});
