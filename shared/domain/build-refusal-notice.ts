import { describeApplicant } from './build-intake-receipt.ts';
import type { NotAcceptedRecord } from './not-accepted.ts';
import type { Officer, OneStopShop } from './office.ts';
import { toPaperHead } from './paper-head.ts';
import type { RefusalNotice } from './papers/refusal-notice.ts';
import type { Procedure } from './procedure.ts';

export interface RefusalNoticeSource {
  readonly refusal: NotAcceptedRecord;
  /** The version that was asked for. */
  readonly procedure: Procedure;
  readonly office: OneStopShop;
  readonly officer: Officer;
}

/**
 * Content of the Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03), with the reason in the officer's words (IN-14). The
 * number is written in by hand; one refused at the counter has neither a code nor a moment of filing online
 * (NĐ 118/2025/NĐ-CP Đ17).
 */
export function buildRefusalNotice({ refusal, procedure, office, officer }: RefusalNoticeSource): RefusalNotice {
  return {
    kind: 'refusalNotice',
    ...toPaperHead('refusalNotice', { office, procedure, issuedAt: refusal.decidedAt }),
    ...{ documentNumber: null, dossierCode: null, qrPayload: null, submittedAt: null },
    ...describeApplicant(refusal.applicant),
    procedureName: procedure.name,
    reason: refusal.reason,
    legalBasis: null,
    officerName: officer.fullName,
    contactPhone: office.phone,
    portalAddress: office.portalAddress,
  };
}
