import { formatQuantity } from '#shared/domain/build-intake-receipt.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Officer, OneStopShop } from '#shared/domain/office.ts';
import type { FeeLine } from '#shared/domain/papers/paper-parts.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { FeePayment } from './fee-payment.ts';

/** What every paper about a payment is made of. */
export interface FeePaperSource {
  readonly payment: FeePayment;
  readonly dossier: Dossier;
  readonly procedure: Pick<Procedure, 'feeRates' | 'isSample'>;
  readonly office: OneStopShop;
  /** Who took the money. */
  readonly collector: Pick<Officer, 'fullName'>;
}

/** Who paid, as papers name them; `applicantName` only when somebody else paid. */
export function toFeePayer({ payment: { payer }, dossier: { applicant } }: FeePaperSource): {
  readonly payerName: string;
  readonly payerAddress: string | null;
  readonly applicantName: string | null;
} {
  const name = applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName;
  if (payer === undefined) return { payerName: name, payerAddress: applicant.address, applicantName: null };
  return { payerName: payer.name, payerAddress: payer.address ?? null, applicantName: name };
}

/** What the payment pays: phí and lệ phí line by line. */
export function toFeeLines({ payment, procedure }: FeePaperSource): FeeLine[] {
  return payment.feeItems.map((item) => ({
    ...{ kind: item.kind, name: item.name, amountVnd: item.amountVnd },
    quantityText: formatQuantity(item, procedure),
  }));
}
