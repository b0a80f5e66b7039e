import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { FeeTaking } from './decide-collect-fee.ts';

/** How the fee of a draft is taken at acceptance; `null` when it is paid later. */
export function takingOf({ paymentMeans, payment }: Pick<IntakeDraft, 'paymentMeans' | 'payment'>): FeeTaking | null {
  if (paymentMeans === 'later') return null;
  const { amountVnd, tenderedVnd, hasOtherPayer, payerName, payerTaxCode, payerAddress } = payment;
  return {
    means: paymentMeans,
    amountVnd,
    tenderedVnd: paymentMeans === 'cash' ? tenderedVnd : null,
    payer: hasOtherPayer ? { name: payerName, taxCode: payerTaxCode, address: payerAddress } : null,
  };
}
