import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFee, evaluateFees } from '#shared/domain/fees.ts';
import { copyRate, date, procedure, valueOf } from '#test/unit/shared/domain/samples.ts';
import { feeRates, quantities, REDUCTION_ID } from './arbitraries.ts';

const ON = date('2026-11-20');

describe('fees', () => {
  it('add up, in whole đồng, never above the full amount', () => {
    fc.assert(
      fc.property(feeRates, quantities, fc.boolean(), (rates, quantity, isReduced) => {
        const feeQuantities = Object.fromEntries(rates.map(({ feeRateId }) => [feeRateId, quantity]));
        const feeExemptions = isReduced
          ? Object.fromEntries(rates.map(({ feeRateId }) => [feeRateId, REDUCTION_ID]))
          : {};
        const { items, totalVnd, problems } = evaluateFees(
          { ...procedure, feeRates: rates },
          { feeQuantities, feeExemptions },
          ON,
        );
        expect(problems).toEqual([]);
        expect(items).toHaveLength(rates.length);
        expect(totalVnd).toBe(items.reduce((sum, { amountVnd }) => sum + amountVnd, 0));
        for (const { amountVnd, fullAmountVnd } of items) {
          expect(Number.isSafeInteger(amountVnd)).toBe(true);
          expect(amountVnd).toBeGreaterThanOrEqual(0);
          expect(amountVnd).toBeLessThanOrEqual(fullAmountVnd);
        }
      }),
    );
  });

  it('of certified copies follow the law page by page', () => {
    fc.assert(
      fc.property(quantities, ({ pages, units }) => {
        const byHand = Array.from({ length: pages }, (_, index) => (index < 2 ? 2_000 : 1_000));
        const perCopy = Math.min(
          byHand.reduce((sum, amount) => sum + amount, 0),
          200_000,
        );
        expect(valueOf(evaluateFee(copyRate, { pages, units }, null, ON)).amountVnd).toBe(perCopy * units);
      }),
    );
  });
});
