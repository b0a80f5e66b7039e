import { toQrPayload } from '#shared/domain/build-intake-receipt.ts';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import type { Dossier, FeeItem } from '#shared/domain/dossier.ts';
import { evaluateFees } from '#shared/domain/fees.ts';
import type { DraftApplicant, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { toBankName } from '#shared/domain/money/banks.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import { crc16 } from '#shared/domain/money/crc16.ts';
import { buildVietQr } from '#shared/domain/money/vietqr.ts';
import type { Catalogue } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import type { AskedPerson, CitizenField, CitizenFees, CitizenStage, RatingState, Transfer } from './citizen-view.ts';

/** What the officer's intake screen stands at. */
export interface IntakeAtDesk {
  readonly office: Pick<Catalogue, 'office' | 'beneficiaryAccounts'>;
  readonly draft: IntakeDraft;
  readonly procedure: Procedure | undefined;
  readonly today: LocalDate;
  readonly accepted: Dossier | null;
  readonly rating: RatingState;
}

/** The last digits of a number from a card are enough for its owner; a neighbour in the queue learns nothing. */
const SHOWN_DIGITS = 4;

/** What the citizen sees of an intake: the one place where it is decided what goes onto the second screen. */
export function toCitizenStage(intake: IntakeAtDesk): CitizenStage {
  if (intake.accepted !== null) return toAcceptedStage(intake, intake.accepted);
  const { draft, procedure, today } = intake;
  const person = toAskedPerson(draft.applicant);
  if (person === null && procedure === undefined) return { stage: 'idle' };
  const { components } = draft;
  const isReceived = (requirementId: string): boolean =>
    components.some((component) => component.requirementId === requirementId && component.isReceived);
  return {
    stage: 'intake',
    person,
    procedureName: procedure?.name ?? null,
    receivedPapers: (procedure?.components ?? [])
      .filter(({ requirementId }) => isReceived(requirementId))
      .map(({ name }) => name),
    paperCount: procedure?.components.length ?? 0,
    fees: procedure === undefined ? null : toFees(evaluateFees(procedure, draft, today)),
  };
}

function toAcceptedStage({ office, draft, rating }: IntakeAtDesk, dossier: Dossier): CitizenStage {
  return {
    stage: 'accepted',
    dossierCode: dossier.dossierCode,
    isProvisional: dossier.dossierCode === dossier.provisionalCode,
    qrText: toQrPayload(dossier, office.office),
    resultDueAt: dossier.resultDueAt,
    fees: toFees({ items: dossier.feeItems, totalVnd: dossier.feeTotalVnd }),
    transfer: draft.paymentMeans === 'cash' ? null : toTransfer(dossier, office, amountToTransfer(draft, dossier)),
    rating,
  };
}

/**
 * The transfer for what a dossier owes. Only with its code as purpose, which is what the payment is found by later: there
 * is none before acceptance, and none without an account in force (FE-03).
 */
export function toTransfer(
  dossier: Dossier,
  catalogue: Pick<Catalogue, 'beneficiaryAccounts'>,
  amountVnd = dossier.feeTotalVnd,
): Transfer | null {
  const { procedureCode, acceptedAt, dossierCode } = dossier;
  const account = findBeneficiaryAccount(catalogue, procedureCode, toLocalDate(acceptedAt));
  if (account === undefined || amountVnd === 0) return null;
  const { bankBin, accountNumber, accountName } = account;
  const purpose = toTransferPurpose(dossierCode);
  const qr = buildVietQr({ beneficiary: { bankBin, accountNumber, kind: 'account' }, amountVnd, purpose });
  if (!qr.ok) return null;
  return { qrText: qr.value, amountVnd, bankName: toBankName(bankBin), accountNumber, accountName, purpose };
}

/** A part that was agreed on at the counter is what the bank's booking is compared with. */
function amountToTransfer({ paymentMeans, payment }: IntakeDraft, { feeTotalVnd }: Dossier): number {
  return paymentMeans === 'bankTransfer' ? (payment.amountVnd ?? feeTotalVnd) : feeTotalVnd;
}

function toFees(fees: { readonly items: readonly FeeItem[]; readonly totalVnd: number }): CitizenFees {
  return {
    lines: fees.items.map(({ kind, name, amountVnd }) => ({ kind, name, amountVnd })),
    totalVnd: fees.totalVnd,
  };
}

function toAskedPerson(applicant: DraftApplicant): AskedPerson | null {
  const isFromCard = applicant.dataSource === 'idCardQr';
  const fields = toFields(applicant, isFromCard).filter(({ text }) => text !== '');
  if (fields.length === 0) return null;
  return { askId: crc16(JSON.stringify(toFields(applicant, false))), isFromCard, fields };
}

function toFields(applicant: DraftApplicant, isShortened: boolean): { field: CitizenField; text: string }[] {
  const line = (field: CitizenField, text: string) => ({ field, text: text.trim() });
  if (applicant.kind === 'organisation') {
    return [
      line('organisationName', applicant.organisationName),
      line('taxCode', applicant.taxCode),
      line('address', applicant.address),
    ];
  }
  const { personalIdNumber } = applicant;
  return [
    line('fullName', applicant.fullName),
    line('personalIdNumber', isShortened ? shorten(personalIdNumber) : personalIdNumber),
    line('birthOn', applicant.birthOn),
    line('gender', applicant.gender ?? ''),
    line('address', applicant.address),
  ];
}

function shorten(number: string): string {
  const hidden = Math.max(0, number.length - SHOWN_DIGITS);
  return '•'.repeat(hidden) + number.slice(hidden);
}
