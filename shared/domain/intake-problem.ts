/** Everything that `checkIntakeDraft` can find; the officer's text is looked up by code. */
export type IntakeProblemCode =
  | 'required'
  | 'tooLong'
  | 'unreadableCharacters'
  | 'nameHasDigits'
  | 'nameHasNoLetters'
  | 'nameIsOneWord'
  | 'procedureNotChosen'
  | 'procedureUnknown'
  | 'procedureVersionUnknown'
  | 'procedureNotInForce'
  | 'channelNotAllowed'
  | 'personalIdNumberNotDigits'
  | 'personalIdNumberLength'
  | 'personalIdNumberProvince'
  | 'oldIdNumber'
  | 'birthYearContradicts'
  | 'genderContradicts'
  | 'birthYearInFuture'
  | 'notADate'
  | 'dateInFuture'
  | 'dateTooOld'
  | 'notAPhone'
  | 'notAnEmail'
  | 'noContact'
  | 'taxCodeNotDigits'
  | 'taxCodeLength'
  | 'taxCodeStemZero'
  | 'taxCodeCheckDigit'
  | 'taxCodeBranchZero'
  | 'taxCodePersonalIdNumber'
  | 'sameAsApplicant'
  | 'componentMissing'
  | 'componentWithoutSheets'
  | 'fewerSheetsThanAsked'
  | 'componentNotInProcedure'
  | 'componentTwice'
  | 'filesWithoutPaper'
  | 'shownOnlyHasFiles'
  | 'pageCountMissing'
  | 'pageCountDiffers'
  | 'notePairIncomplete'
  | 'blankPages'
  | 'electronicReturnWithoutContact'
  | 'receiptWayMissing'
  | 'receiptPhoneMissing'
  | 'receiptPhoneNotMobile'
  | 'receiptEmailMissing'
  | 'receiptEmailNotUsable'
  | 'feeRateNotInForce'
  | 'feeExemptionUnknown'
  | 'feeExemptionNotInForce'
  | 'feeUnitsMissing'
  | 'feePagesMissing'
  | 'feePagesBeyondTiers'
  | 'feeAmountTooLarge'
  | 'feeExemptionEvidenceMissing'
  | 'nothingOwed'
  | 'amountNotPositive'
  | 'amountNotWhole'
  | 'amountAboveOwed'
  | 'tenderedNotWhole'
  | 'tenderedTooLittle'
  | 'payerNameMissing';

/** One thing the officer should know about a draft. `details` holds counts, limits and codes, never what was typed. */
export interface IntakeProblem {
  /**
   * Path of the field: `procedure`, `channel`, `applicant.fullName`, `submitter.personalIdNumber`, `summary`,
   * `resultReturn`, `payment`, `receiptDelivery`, `receiptDelivery.<way>`, `component:<requirementId>`,
   * `pages:<requirementId>`, `fee:<feeRateId>`.
   */
  readonly field: string;
  readonly code: IntakeProblemCode;
  /** `blocking` stops acceptance; `warning` is shown and does not. */
  readonly severity: 'blocking' | 'warning';
  readonly details?: Readonly<Record<string, unknown>>;
}

export function blocking(
  field: string,
  code: IntakeProblemCode,
  details?: Readonly<Record<string, unknown>>,
): IntakeProblem {
  return { field, code, severity: 'blocking', ...(details ? { details } : {}) };
}

export function warning(
  field: string,
  code: IntakeProblemCode,
  details?: Readonly<Record<string, unknown>>,
): IntakeProblem {
  return { field, code, severity: 'warning', ...(details ? { details } : {}) };
}

export function findBlocking(problems: readonly IntakeProblem[]): readonly IntakeProblem[] {
  return problems.filter(({ severity }) => severity === 'blocking');
}
