import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { isInForce } from './calendar-date.ts';
import type { FeeItem, FeeQuantity } from './dossier.ts';
import type { FeeFormula, FeeRate, Procedure } from './procedure.ts';

export type FeeErrorCode =
  | 'feeRateNotInForce'
  | 'feeExemptionUnknown'
  | 'feeExemptionNotInForce'
  | 'feeExemptionEvidenceMissing'
  | 'feeUnitsMissing'
  | 'feePagesMissing'
  | 'feePagesBeyondTiers'
  | 'feeAmountTooLarge';
export type FeeError = AppError<FeeErrorCode>;

/** What the officer has counted and claimed, by `feeRateId`; a rate without a quantity counts once, one page. */
export interface FeeEntries {
  readonly feeQuantities: Readonly<Record<string, FeeQuantity>>;
  /** `feeRateId` → `exemptionId`. */
  readonly feeExemptions: Readonly<Record<string, string>>;
  /** By `feeRateId`: what was shown to claim the exemption. */
  readonly feeExemptionEvidence?: Readonly<Record<string, string>>;
}

export interface FeeProblem {
  readonly feeRateId: string;
  readonly error: FeeError;
}

export interface FeeEvaluation {
  readonly items: readonly FeeItem[];
  /** Sum of the items, in đồng; a line with a problem is not in it. */
  readonly totalVnd: number;
  /** Nothing may be collected while there is one. */
  readonly problems: readonly FeeProblem[];
}

/** What a rate is multiplied with until the officer says otherwise. */
export const DEFAULT_FEE_QUANTITY: FeeQuantity = { pages: 1, units: 1 };

/** The lines (phí, lệ phí) that are owed on `on`. */
export function findFeeRatesInForce(procedure: Procedure, on: LocalDate): readonly FeeRate[] {
  return procedure.feeRates.filter((rate) => isInForce(rate, on));
}

/**
 * One line of what is owed, in whole đồng, with the dated rule that produced it. A reduction (Luật Phí và lệ phí
 * 2015 Đ10) is taken off the full amount of the line and the rest is rounded down to a whole đồng.
 * @param exemptionId the exemption or reduction claimed, `null` for none
 * @param on the day of intake: rate and exemption must be in force on it
 */
export function evaluateFee(
  rate: FeeRate,
  quantity: FeeQuantity,
  exemptionId: string | null,
  on: LocalDate,
): Result<FeeItem, FeeError> {
  if (!isInForce(rate, on)) return err({ code: 'feeRateNotInForce' });
  const counted = toCounted(rate.formula, quantity);
  const full = fullAmount(rate.formula, counted);
  if (!full.ok) return full;
  const reduction = findReductionPercent(rate, exemptionId, on);
  if (!reduction.ok) return reduction;
  return ok({
    feeRateId: rate.feeRateId,
    kind: rate.kind,
    name: rate.name,
    quantity: counted,
    fullAmountVnd: full.value,
    exemptionId,
    amountVnd: reduce(full.value, reduction.value),
    legalBasis: rate.legalBasis,
  });
}

/** All lines of a procedure in force on `on`, with their sum. */
export function evaluateFees(procedure: Procedure, entries: FeeEntries, on: LocalDate): FeeEvaluation {
  const items: FeeItem[] = [];
  const problems: FeeProblem[] = [];
  let totalVnd = 0;
  for (const rate of findFeeRatesInForce(procedure, on)) {
    const { feeRateId } = rate;
    const quantity = entries.feeQuantities[feeRateId] ?? DEFAULT_FEE_QUANTITY;
    const evaluated = evaluateFee(rate, quantity, entries.feeExemptions[feeRateId] ?? null, on);
    if (!evaluated.ok) {
      problems.push({ feeRateId, error: evaluated.error });
    } else if (Number.isSafeInteger(totalVnd + evaluated.value.amountVnd)) {
      totalVnd += evaluated.value.amountVnd;
      items.push(withEvidence(evaluated.value, entries));
      if (lacksEvidence(rate, evaluated.value, entries)) {
        problems.push({ feeRateId, error: { code: 'feeExemptionEvidenceMissing' } });
      }
    } else {
      problems.push({ feeRateId, error: { code: 'feeAmountTooLarge' } });
    }
  }
  return { items, totalVnd, problems };
}

function evidenceFor(feeRateId: string, { feeExemptionEvidence }: FeeEntries): string {
  return (feeExemptionEvidence?.[feeRateId] ?? '').replaceAll(/\s+/gu, ' ').trim();
}

function withEvidence(item: FeeItem, entries: FeeEntries): FeeItem {
  const exemptionEvidence = evidenceFor(item.feeRateId, entries);
  return item.exemptionId === null || exemptionEvidence === '' ? item : { ...item, exemptionEvidence };
}

/** An exemption that names what is to be shown is granted only with what was shown. */
function lacksEvidence({ exemptions }: FeeRate, { exemptionId, feeRateId }: FeeItem, entries: FeeEntries): boolean {
  const exemption = exemptions.find((candidate) => candidate.exemptionId === exemptionId);
  return exemption?.evidence !== undefined && evidenceFor(feeRateId, entries) === '';
}

/** Only the counts that the formula uses, so that a stored line says what was really multiplied. */
function toCounted(formula: FeeFormula, { pages, units }: FeeQuantity): FeeQuantity {
  switch (formula.kind) {
    case 'free':
    case 'fixed':
      return { pages: 0, units: 1 };
    case 'perUnit':
      return { pages: 0, units };
    case 'pageTiers':
      return { pages, units };
  }
}

function fullAmount(formula: FeeFormula, { pages, units }: FeeQuantity): Result<number, FeeError> {
  if (units < 1) return err({ code: 'feeUnitsMissing' });
  switch (formula.kind) {
    case 'free':
      return ok(0);
    case 'fixed':
      return toAmount(formula.amountVnd);
    case 'perUnit':
      return toAmount(formula.amountVnd * units);
    case 'pageTiers': {
      const perCopy = amountPerCopy(formula, pages);
      return perCopy.ok ? toAmount(perCopy.value * units) : perCopy;
    }
  }
}

/** TT 226/2016/TT-BTC Đ4: pages counted on the original, tier by tier, at most the cap for one copy. */
function amountPerCopy(formula: FeeFormula & { kind: 'pageTiers' }, pages: number): Result<number, FeeError> {
  if (pages < 1) return err({ code: 'feePagesMissing' });
  let amountVnd = 0;
  let countedPages = 0;
  for (const { upToPage, amountPerPageVnd } of formula.tiers) {
    const lastPage = Math.min(pages, upToPage ?? pages);
    amountVnd += Math.max(0, lastPage - countedPages) * amountPerPageVnd;
    countedPages = Math.max(countedPages, lastPage);
  }
  if (countedPages < pages) return err({ code: 'feePagesBeyondTiers', details: { lastPage: countedPages } });
  return ok(formula.capPerCopyVnd === null ? amountVnd : Math.min(amountVnd, formula.capPerCopyVnd));
}

function toAmount(amountVnd: number): Result<number, FeeError> {
  return Number.isSafeInteger(amountVnd) ? ok(amountVnd) : err({ code: 'feeAmountTooLarge' });
}

function findReductionPercent(rate: FeeRate, exemptionId: string | null, on: LocalDate): Result<number, FeeError> {
  if (exemptionId === null) return ok(0);
  const exemption = rate.exemptions.find((candidate) => candidate.exemptionId === exemptionId);
  if (!exemption) return err({ code: 'feeExemptionUnknown', details: { exemptionId } });
  if (!isInForce(exemption, on)) return err({ code: 'feeExemptionNotInForce', details: { exemptionId } });
  return ok(exemption.reducedByPercent);
}

/** Hundreds and rest apart, so that no intermediate value leaves the exact range. */
function reduce(fullVnd: number, reducedByPercent: number): number {
  const keptPercent = 100 - reducedByPercent;
  const rest = fullVnd % 100;
  return ((fullVnd - rest) / 100) * keptPercent + Math.floor((rest * keptPercent) / 100);
}
