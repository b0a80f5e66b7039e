import { describeApplicant } from './build-intake-receipt.ts';
import type { MissingComponent, SupplementRequestRecord } from './decide-request-supplement.ts';
import type { Officer, OneStopShop } from './office.ts';
import { toPaperHead } from './paper-head.ts';
import type { SupplementRequest } from './papers/supplement-request.ts';
import type { Procedure } from './procedure.ts';

export interface SupplementRequestSource {
  readonly request: SupplementRequestRecord;
  /** The version that the request is about. */
  readonly procedure: Procedure;
  readonly office: OneStopShop;
  readonly officer: Officer;
}

/**
 * Content of the Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02): the list and the reason as the officer entered them.
 * The number is written in by hand; a walk-in that was not accepted has no code (NĐ 118/2025/NĐ-CP Đ17).
 */
export function buildSupplementRequest(source: SupplementRequestSource): SupplementRequest {
  const { request, procedure, office, officer } = source;
  const { applicantName, address, phone, email } = describeApplicant(request.applicant);
  return {
    kind: 'supplementRequest',
    ...toPaperHead('supplementRequest', { office, procedure, issuedAt: request.decidedAt }),
    ...{ documentNumber: null, dossierCode: null, qrPayload: null },
    ...{ applicantName, address, phone, email },
    procedureName: procedure.name,
    items: request.missing.map((missing) => toItem(missing, procedure)),
    reason: request.reason,
    officerName: officer.fullName,
    contactName: officer.fullName,
    contactPhone: office.phone,
    portalAddress: office.portalAddress,
  };
}

/** With the counts that the procedure asks for. */
function toItem(
  { requirementId, name, detail }: MissingComponent,
  { components }: Procedure,
): SupplementRequest['items'][number] {
  const counts = components.find((requirement) => requirement.requirementId === requirementId)?.counts;
  return { name, ...(counts ?? { original: 0, certifiedCopy: 0, copy: 0 }), detail };
}
