import type { FeeTaking } from '#shared/domain/money/decide-collect-fee.ts';

/** How a fee is taken, as typed so far. */
export interface TakingForm {
  readonly means: FeeTaking['means'];
  readonly isPart: boolean;
  readonly amountVnd: number | null;
  readonly tenderedVnd: number | null;
  readonly hasOtherPayer: boolean;
  readonly payer: { readonly name: string; readonly taxCode: string; readonly address: string };
}

/** All that is owed, in cash to the đồng, from the applicant. */
export const PLAIN_TAKING: TakingForm = {
  means: 'cash',
  isPart: false,
  amountVnd: null,
  tenderedVnd: null,
  hasOtherPayer: false,
  payer: { name: '', taxCode: '', address: '' },
};

export function toTaking(form: TakingForm): FeeTaking {
  const { means, isPart, amountVnd, tenderedVnd, hasOtherPayer, payer } = form;
  return {
    means,
    amountVnd: isPart ? (amountVnd ?? 0) : null,
    tenderedVnd: means === 'cash' ? tenderedVnd : null,
    payer: hasOtherPayer ? payer : null,
  };
}
