import { describe, expect, it } from 'vitest';
import { en } from '#renderer/i18n/en/en-texts.ts';
import { vi } from '#renderer/i18n/vi/vi-texts.ts';
import type { CommitFailure } from '#renderer/data/changes.ts';
import type { AcceptDossierFailure } from '#renderer/workflows/accept-dossier.ts';
import type { ConfirmExtractionFailure } from '#renderer/workflows/confirm-extraction.ts';
import type { DeclineFailure } from '#renderer/workflows/decline-dossier.ts';
import type { ImportFailure } from '#renderer/workflows/import-file.ts';
import type { IssuePaperFailure } from '#renderer/workflows/issue-paper.ts';
import type { CollectFeeFailure } from '#renderer/workflows/money/collect-fee.ts';
import type { ConfirmTransferFailure } from '#renderer/workflows/money/confirm-transfer.ts';
import type { RefundFeeFailure, VoidFeeFailure } from '#renderer/workflows/money/return-fee.ts';
import type * as shifts from '#renderer/workflows/money/work-shift.ts';
import type { DigitiseFailure } from '#renderer/workflows/digitise-component.ts';
import type { RateDossierFailure } from '#renderer/workflows/rate-dossier.ts';
import type { RepairFailure } from '#renderer/workflows/repair-operation.ts';
import type { ResolveFailure } from '#renderer/workflows/resolve-conflict.ts';
import type { ResendNoticeFailure } from '#renderer/workflows/resend-notice.ts';
import type { SetAsideFailure } from '#renderer/workflows/set-aside-operation.ts';
import type { SignInFailure } from '#renderer/workflows/sign-in.ts';
import type { SaveDraftRefusal } from '#shared/domain/decide-save-draft.ts';
import type { BankFileError } from '#shared/domain/money/bank-file.ts';
import type { IdCardError } from '#shared/domain/id-card.ts';
import type { CodeRefusal } from '#shared/domain/read-code.ts';
import type { IntakeProblemCode } from '#shared/domain/intake-problem.ts';
import { PRINT_ERROR_CODES, SAVE_ERROR_CODES } from '#shared/ipc/index.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { EngineStatus } from '#sync/engine/index.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';

/** Every code that reaches an officer. A code added to one of these unions does not compile here until it is listed. */
type OfficerCode =
  | (
      | CommitFailure
      | ImportFailure
      | SignInFailure
      | AcceptDossierFailure
      | DeclineFailure
      | SaveDraftRefusal
      | RepairFailure
      | ResolveFailure
      | SetAsideFailure
      | DigitiseFailure
      | ConfirmExtractionFailure
      | CollectFeeFailure
      | VoidFeeFailure
      | RefundFeeFailure
      | ConfirmTransferFailure
      | shifts.OpenShiftFailure
      | shifts.MoveCashFailure
      | shifts.CloseShiftFailure
      | shifts.CorrectShiftFailure
      | AppError<'noFeePaperYet' | 'dailySummaryNeedsProvince' | 'noReceiptsOnDay' | 'officialReceiptsOff'>
      | BankFileError
      | ResendNoticeFailure
      | RateDossierFailure
      | IssuePaperFailure
    )['code']
  | (GatewayFailure | IdCardError | CodeRefusal)['code']
  | NonNullable<EngineStatus['cause']>
  | (typeof PRINT_ERROR_CODES)[number]
  | (typeof SAVE_ERROR_CODES)[number];

const OFFICER_CODES: Readonly<Record<OfficerCode, true>> = {
  alreadyAccepted: true,
  alreadyDigitised: true,
  alreadyRated: true,
  oneDossierOnly: true,
  damagedRow: true,
  unknownDocument: true,
  busy: true,
  cancelled: true,
  choiceMissing: true,
  componentTooLarge: true,
  conflictAlreadyResolved: true,
  contentNotSupported: true,
  damagedItemCode: true,
  digitisingStopped: true,
  diskAlmostFull: true,
  diskFull: true,
  dossierAlreadyRecorded: true,
  enrolmentInvalid: true,
  extractionEmpty: true,
  extractionHasProblems: true,
  fileEmpty: true,
  fileTooLarge: true,
  fileUnreadable: true,
  garbledByInputMethod: true,
  gatewayRefused: true,
  heicNotRead: true,
  imageDamaged: true,
  imageTooLarge: true,
  journalFailed: true,
  intakeHasProblems: true,
  isDossierCode: true,
  isPaymentQr: true,
  isUrl: true,
  malformedIdCard: true,
  noFeePaperYet: true,
  dailySummaryNeedsProvince: true,
  noReceiptsOnDay: true,
  officialReceiptsOff: true,
  noOfficeHours: true,
  noPrinter: true,
  noWorkingDay: true,
  notAPdf: true,
  notDigitised: true,
  notAnIdCard: true,
  notEnrolled: true,
  noOtherVersion: true,
  notHeld: true,
  notRepairable: true,
  notTheGateway: true,
  notWritable: true,
  notYetContacted: true,
  noticeAddressWrong: true,
  nothingMissing: true,
  numberOfAnotherDay: true,
  numberTaken: true,
  notToBeSetAside: true,
  officerBlocked: true,
  onlySupervisor: true,
  pageLost: true,
  pageUnreadable: true,
  papersStopped: true,
  pdfDamaged: true,
  pdfEmpty: true,
  pdfEncrypted: true,
  printerUnavailable: true,
  protocolTooOld: true,
  reasonNotInWords: true,
  reasonTooShort: true,
  rejected: true,
  requirementUnknown: true,
  serverError: true,
  sessionExpired: true,
  setAsideReasonMissing: true,
  spoolerFailed: true,
  stationBlocked: true,
  stationOfAnotherAgency: true,
  storageFailed: true,
  storageFull: true,
  termTooLong: true,
  timedOut: true,
  unknownCode: true,
  unknownComponent: true,
  unknownConflict: true,
  tiffNotRead: true,
  tiffPageDamaged: true,
  unknownFileType: true,
  unknownNotice: true,
  unknownDossierCode: true,
  unknownOfficer: true,
  unknownProcedureVersion: true,
  unreachable: true,
  unsteady: true,
  wrongPin: true,
  receiptNumberTaken: true,
  shiftClosed: true,
  shiftNotOpened: true,
  shiftAlreadyOpened: true,
  shiftNotClosed: true,
  shiftHasUnsettled: true,
  unknownShift: true,
  nothingOwed: true,
  amountNotPositive: true,
  amountNegative: true,
  amountNotWhole: true,
  amountAboveOwed: true,
  tenderedNotWhole: true,
  tenderedTooLittle: true,
  payerNameMissing: true,
  feeChanged: true,
  moreThanInDrawer: true,
  reasonTooLong: true,
  approvalMissing: true,
  approverIsRecorder: true,
  alreadyVoided: true,
  refundAbovePaid: true,
  transferNotConfirmed: true,
  alreadyConfirmed: true,
  notATransfer: true,
  bankReferenceMissing: true,
  bankReferenceUsed: true,
  receivedInFuture: true,
  correctionBeforeShift: true,
  correctionInFuture: true,
  notesMiscounted: true,
  handedOverToSelf: true,
  differenceReasonMissing: true,
  unknownDossier: true,
  unknownPayment: true,
  bankFileHasNoHead: true,
  bankFileHasNoRows: true,
};

/** Codes of workflows whose type is the open `AppError`, and of screens. */
const OPEN_CODES = [
  'damagedRow',
  'unknownDocument',
  'fileRetired',
  'paperNotDrawn',
  'earlierPrintWaiting',
  'printerGaveUp',
  'printCancelled',
  'enrolmentFailed',
  'cameraUnavailable',
  'cardDuringAcceptance',
  'codesUnavailable',
  'notAPicture',
  'unknown',
];

const PROBLEM_CODES: Readonly<Record<IntakeProblemCode, true>> = {
  required: true,
  tooLong: true,
  unreadableCharacters: true,
  nameHasDigits: true,
  nameHasNoLetters: true,
  nameIsOneWord: true,
  procedureNotChosen: true,
  procedureUnknown: true,
  procedureVersionUnknown: true,
  procedureNotInForce: true,
  channelNotAllowed: true,
  personalIdNumberNotDigits: true,
  personalIdNumberLength: true,
  personalIdNumberProvince: true,
  oldIdNumber: true,
  birthYearContradicts: true,
  genderContradicts: true,
  birthYearInFuture: true,
  notADate: true,
  dateInFuture: true,
  dateTooOld: true,
  notAPhone: true,
  notAnEmail: true,
  noContact: true,
  taxCodeNotDigits: true,
  taxCodeLength: true,
  taxCodeStemZero: true,
  taxCodeCheckDigit: true,
  taxCodeBranchZero: true,
  taxCodePersonalIdNumber: true,
  sameAsApplicant: true,
  componentMissing: true,
  componentWithoutSheets: true,
  fewerSheetsThanAsked: true,
  componentNotInProcedure: true,
  componentTwice: true,
  filesWithoutPaper: true,
  shownOnlyHasFiles: true,
  pageCountMissing: true,
  pageCountDiffers: true,
  notePairIncomplete: true,
  blankPages: true,
  electronicReturnWithoutContact: true,
  receiptWayMissing: true,
  receiptPhoneMissing: true,
  receiptPhoneNotMobile: true,
  receiptEmailMissing: true,
  receiptEmailNotUsable: true,
  feeRateNotInForce: true,
  feeExemptionUnknown: true,
  feeExemptionNotInForce: true,
  feeUnitsMissing: true,
  feePagesMissing: true,
  feePagesBeyondTiers: true,
  feeAmountTooLarge: true,
  feeExemptionEvidenceMissing: true,
  nothingOwed: true,
  amountNotPositive: true,
  amountNotWhole: true,
  amountAboveOwed: true,
  tenderedNotWhole: true,
  tenderedTooLittle: true,
  payerNameMissing: true,
};

describe.each([
  ['Vietnamese', vi.errors as Readonly<Record<string, string>>],
  ['English', en.errors as Readonly<Record<string, string>>],
])('%s error texts', (_, texts) => {
  it.each([...Object.keys(OFFICER_CODES), ...PRINT_ERROR_CODES, ...SAVE_ERROR_CODES, ...OPEN_CODES])(
    'have a sentence for %s that does not show the code',
    (code) => {
      expect(texts[code]).toMatch(/\S.*[.!?]$/);
      if (/[A-Z]/.test(code)) expect(texts[code]).not.toContain(code);
    },
  );

  it('have no entry that nothing can report', () => {
    const known = new Set([...Object.keys(OFFICER_CODES), ...OPEN_CODES]);
    expect(Object.keys(texts).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('texts of intake problems', () => {
  it.each([
    ['Vietnamese', vi.intakeProblems],
    ['English', en.intakeProblems],
  ])('in %s exist for every code of the domain and for no other', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(PROBLEM_CODES).sort());
  });
});
