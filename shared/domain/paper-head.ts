import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { findFormVersion, type LegalForm } from './legal-forms.ts';
import type { OneStopShop } from './office.ts';
import type { SupplementRequest } from './papers/supplement-request.ts';
import type { Procedure } from './procedure.ts';

export type PaperHead = Pick<
  SupplementRequest,
  'isSample' | 'superiorBody' | 'officeName' | 'placeName' | 'formVersion' | 'issuedAt'
>;

/** Who issues a paper, when, and by which form. @param form `null` for papers without a prescribed form */
export function toPaperHead(
  form: LegalForm | null,
  { office, procedure, issuedAt }: { office: OneStopShop; procedure: Pick<Procedure, 'isSample'>; issuedAt: Instant },
): PaperHead {
  return {
    isSample: office.isSample || procedure.isSample,
    superiorBody: office.superiorBody,
    officeName: office.name,
    placeName: office.placeName,
    formVersion: form === null ? null : (findFormVersion(form, toLocalDate(issuedAt)) ?? null),
    issuedAt,
  };
}
