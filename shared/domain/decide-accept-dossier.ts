import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, IssuedDocumentId, LedgerEntryId, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { buildIntakeReceipt } from './build-intake-receipt.ts';
import type { Digitisation } from './digitisation.ts';
import type { Dossier } from './dossier.ts';
import type { FeePayment } from './money/fee-payment.ts';
import { formatDossierCode, toTransferPurpose } from './dossier-code.ts';
import { decideCollectFee, type CollectFeeRefusal, type CollectedFee } from './money/decide-collect-fee.ts';
import type { FeeReceiptNumber } from './money/fee-receipt-number.ts';
import { takingOf } from './money/taking-of-draft.ts';
import { toApplicant, toDossierComponents, toOneLine, toSubmitter } from './draft-to-dossier.ts';
import { evaluateFees } from './fees.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { findBlocking, type IntakeProblem } from './intake-problem.ts';
import { checkIntakeDraft } from './intake-rules.ts';
import type { IssuedIntakeReceipt } from './issued-document.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Officer, OneStopShop, Station } from './office.ts';
import type { Procedure } from './procedure.ts';
import { formatProvisionalCode } from './provisional-code.ts';
import { decideReceiptDelivery } from './receipt-delivery.ts';
import type { WorkCalendarData } from './work-calendar-data.ts';
import { resultDueFor } from './work-calendar.ts';
import type { CalendarError } from './work-day.ts';

export interface AcceptDossierCommand {
  readonly draft: IntakeDraft;
  /** The version that the draft has pinned. */
  readonly procedure: Procedure | undefined;
  readonly office: OneStopShop;
  readonly calendar: WorkCalendarData;
  readonly officer: Officer;
  readonly station: Station;
  readonly shiftId: ShiftId;
  /** A number of this station alone; the code is final once these changes are committed. */
  readonly number: {
    readonly orderNumber: number;
    readonly workingOn: LocalDate;
    /** No official number was left: the dossier gets a provisional code (mã tạm). */
    readonly isProvisional?: boolean;
  };
  /** Drawn for the payment, if one is taken; none for a claimed transfer where official numbers are leased. */
  readonly receiptNumber?: FeeReceiptNumber | null;
  /** Where a transfer goes; the catalogue may know no account for the procedure. */
  readonly beneficiaryAccountId?: string | undefined;
  readonly now: Instant;
  readonly ids: {
    readonly feePaymentId: FeePaymentId;
    readonly issuedDocumentId: IssuedDocumentId;
    /** One for the acceptance, one for the fee. */
    readonly ledgerEntryIds: readonly [LedgerEntryId, LedgerEntryId];
  };
}

/** What the unit of work writes in one transaction. */
export interface AcceptDossierChanges {
  readonly dossier: Dossier;
  /** `null` when there is nothing to pay or it is paid later. */
  readonly payment: FeePayment | null;
  readonly receipt: IssuedIntakeReceipt;
  readonly ledger: readonly LedgerEntry[];
  /** One for each component with scanned pages. */
  readonly digitisations: readonly Digitisation[];
}

export type IntakeRefusal =
  /** Every blocking problem at once; nothing is accepted in part. */
  | (AppError<'intakeHasProblems'> & { readonly details: { readonly problems: readonly IntakeProblem[] } })
  | AppError<'stationOfAnotherAgency'>
  /** The number belongs neither to today nor to the working day from which the time limit runs. */
  | AppError<'numberOfAnotherDay'>
  | CollectFeeRefusal
  | CalendarError;

type Accepted = AcceptDossierCommand & { readonly procedure: Procedure };

/**
 * Accepts a dossier (tiếp nhận hồ sơ) or says why not. Builds the dossier with its official code and due date, the
 * fee payment, the frozen intake receipt and the ledger entries, from the command alone.
 * Source: NĐ 118/2025/NĐ-CP Đ17; TT 03/2025/TT-VPCP Mẫu 01.
 */
export function decideAcceptDossier(command: AcceptDossierCommand): Result<AcceptDossierChanges, IntakeRefusal> {
  const { draft, procedure, office, station, now } = command;
  const problems = findBlocking(checkIntakeDraft(draft, procedure, toLocalDate(now)));
  if (procedure === undefined || problems.length > 0) return err({ code: 'intakeHasProblems', details: { problems } });
  if (office.agencyCode !== station.agencyCode) return err({ code: 'stationOfAnotherAgency' });
  const accepted = { ...command, procedure };
  const built = buildDossier(accepted);
  if (!built.ok) return built;
  const dossier = built.value;
  const fee = takeFee(accepted, dossier);
  if (!fee.ok) return fee;
  const payment = fee.value?.payment ?? null;
  const content = buildIntakeReceipt({ dossier, procedure, office, officer: command.officer, payment });
  return ok({
    dossier,
    payment,
    receipt: {
      issuedDocumentId: command.ids.issuedDocumentId,
      dossierId: dossier.dossierId,
      issuedAt: now,
      content,
    },
    ledger: [acceptedEntry(accepted, dossier), ...(fee.value === null ? [] : [fee.value.ledger])],
    digitisations: buildDigitisations(dossier),
  });
}

function buildDigitisations({ dossierId, components, acceptedAt }: Dossier): readonly Digitisation[] {
  return components
    .filter(({ pages }) => pages.length > 0)
    .map(({ componentId }) => ({
      ...{ componentId, dossierId, state: 'waiting', createdAt: acceptedAt },
      ...{ failureCode: null, attempts: 0, doneAt: null, fileHash: null },
    }));
}

function buildDossier(command: Accepted): Result<Dossier, IntakeRefusal> {
  const { draft, procedure, office, number, now } = command;
  const due = resultDueFor(now, draft.channel, procedure.processingTimeLimit, command.calendar);
  if (!due.ok) return due;
  const { countedFromAt, dueAt } = due.value;
  if (number.workingOn !== toLocalDate(now) && number.workingOn !== toLocalDate(countedFromAt)) {
    return err({ code: 'numberOfAnotherDay', details: { workingOn: number.workingOn } });
  }
  const fees = evaluateFees(procedure, draft, toLocalDate(now));
  const summary = toOneLine(draft.summary);
  return ok({
    dossierId: draft.dossierId,
    ...codesOf(command),
    orderNumber: number.orderNumber,
    agencyCode: office.agencyCode,
    stationId: command.station.stationId,
    procedureCode: procedure.procedureCode,
    procedureVersion: procedure.procedureVersion,
    procedureName: procedure.name,
    sectorCode: procedure.sectorCode,
    state: 'accepted',
    channel: draft.channel,
    ...(summary === '' ? {} : { summary }),
    applicant: toApplicant(draft.applicant),
    submitter: toSubmitter(draft.submitter),
    components: toDossierComponents(draft, procedure),
    setCount: procedure.setCount,
    feeItems: [...fees.items],
    feeTotalVnd: fees.totalVnd,
    resultReturn: draft.resultReturn,
    receiptDelivery: [...decideReceiptDelivery(draft).ways],
    storeConsentAt: draft.hasStoreConsent ? now : null,
    submittedAt: now,
    acceptedAt: now,
    countedFromAt,
    resultDueAt: dueAt,
    acceptedBy: command.officer.officerId,
    revision: 1,
  });
}

function codesOf({ office, station, number }: Accepted): Pick<Dossier, 'dossierCode' | 'provisionalCode'> {
  const { workingOn, orderNumber } = number;
  if (number.isProvisional !== true)
    return { dossierCode: formatDossierCode(office.agencyCode, workingOn, orderNumber) };
  const provisionalCode = formatProvisionalCode(station.stationId, workingOn, orderNumber);
  return { dossierCode: provisionalCode, provisionalCode };
}

/** Nobody may be asked for another amount than the one that the form showed last. */
function takeFee(command: Accepted, dossier: Dossier): Result<CollectedFee | null, CollectFeeRefusal> {
  const { draft, ids, now, officer, receiptNumber = null, beneficiaryAccountId } = command;
  const { quotedFeeVnd } = draft;
  const { feeTotalVnd } = dossier;
  if (quotedFeeVnd !== null && quotedFeeVnd !== feeTotalVnd) {
    return err({ code: 'feeChanged', details: { shownVnd: quotedFeeVnd, owedVnd: feeTotalVnd } });
  }
  const taking = takingOf(draft);
  if (taking === null || feeTotalVnd === 0) return ok(null);
  return decideCollectFee({
    ...{ dossier, taking, officer, receiptNumber, now },
    history: { payments: [], entries: [], onlineVnd: 0 },
    shownOwedVnd: quotedFeeVnd,
    shift: { shiftId: command.shiftId, stationId: command.station.stationId },
    isShiftClosed: false,
    transfer: {
      ...(beneficiaryAccountId === undefined ? {} : { beneficiaryAccountId }),
      purpose: toTransferPurpose(dossier.dossierCode),
    },
    ids: { feePaymentId: ids.feePaymentId, ledgerEntryId: ids.ledgerEntryIds[1] },
  });
}

/** Codes, counts and amounts only: the ledger never names a person. */
function acceptedEntry(command: Accepted, dossier: Dossier): LedgerEntry {
  return {
    ledgerEntryId: command.ids.ledgerEntryIds[0],
    at: command.now,
    officerId: command.officer.officerId,
    stationId: command.station.stationId,
    dossierId: dossier.dossierId,
    kind: 'dossierAccepted',
    facts: {
      dossierCode: dossier.dossierCode,
      procedureCode: dossier.procedureCode,
      procedureVersion: dossier.procedureVersion,
      channel: dossier.channel,
      componentCount: dossier.components.length,
      fileCount: dossier.components.reduce((sum, { files }) => sum + files.length, 0),
      pageCount: dossier.components.reduce((sum, { pages }) => sum + pages.length, 0),
      feeTotalVnd: dossier.feeTotalVnd,
      resultDueAt: dossier.resultDueAt,
    },
  };
}
