import type { DossierComponentId, DossierId, DraftId, OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { formatTypedDate } from './calendar-date.ts';
import type { IdCard } from './id-card.ts';
import { PLAIN_PAYMENT, type DraftApplicant, type DraftComponent, type IntakeDraft } from './intake-draft.ts';
import type { Procedure } from './procedure.ts';

const EMPTY_APPLICANT: DraftApplicant = {
  kind: 'citizen',
  fullName: '',
  personalIdNumber: '',
  birthOn: '',
  gender: null,
  organisationName: '',
  taxCode: '',
  address: '',
  phone: '',
  email: '',
  dataSource: 'typed',
};

/**
 * The form before anything is typed: a citizen in person at the counter, fee in cash, paper result at the receiving
 * counter (IN-24).
 */
export function emptyDraft(start: {
  readonly draftId: DraftId;
  readonly dossierId: DossierId;
  readonly startedAt: Instant;
  readonly startedBy: OfficerId;
}): IntakeDraft {
  return {
    draftId: start.draftId,
    dossierId: start.dossierId,
    procedureCode: null,
    procedureVersion: null,
    channel: 'counter',
    applicant: EMPTY_APPLICANT,
    submitter: {
      isApplicantInPerson: true,
      relation: 'onBehalf',
      authorisation: '',
      fullName: '',
      personalIdNumber: '',
      phone: '',
    },
    summary: '',
    components: [],
    feeQuantities: {},
    feeExemptions: {},
    paymentMeans: 'cash',
    payment: PLAIN_PAYMENT,
    feeExemptionEvidence: {},
    quotedFeeVnd: null,
    resultReturn: 'atCounter',
    hasStoreConsent: false,
    startedAt: start.startedAt,
    updatedAt: start.startedAt,
    startedBy: start.startedBy,
  };
}

/** The checklist of a procedure, nothing ticked; the counts are those asked for, so that one tick is enough. */
export function draftComponentsFor(procedure: Procedure, nextId: () => DossierComponentId): DraftComponent[] {
  return procedure.components.map(({ requirementId, counts }) => ({
    componentId: nextId(),
    requirementId,
    isReceived: false,
    received: { ...counts },
    note: '',
    files: [],
    pages: [],
    paperPageCount: null,
  }));
}

/**
 * The applicant as read from the card. What is not on the card is kept from before.
 * @param previous what stood in the form; only its contacts are kept
 */
export function draftApplicantFromIdCard(
  card: IdCard,
  previous: Pick<DraftApplicant, 'phone' | 'email'> = EMPTY_APPLICANT,
): DraftApplicant {
  return {
    ...EMPTY_APPLICANT,
    fullName: card.fullName,
    personalIdNumber: card.personalIdNumber,
    birthOn: formatTypedDate(card.birthOn),
    gender: card.gender,
    address: card.address,
    phone: previous.phone,
    email: previous.email,
    dataSource: 'idCardQr',
  };
}
