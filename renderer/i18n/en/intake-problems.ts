import type { Translation } from '#renderer/i18n/translation.ts';
import type { intakeProblems as original } from '#renderer/i18n/vi/intake-problems.ts';

/** What a problem of the form means and what to do, by code (shared/domain/intake-problem.ts). */
export const intakeProblems: Translation<typeof original> = {
  required: 'This is required.',
  tooLong: 'The text is longer than {{max}} characters.',
  unreadableCharacters: 'Some characters cannot be read. Type it again.',
  nameHasDigits: 'A name has no digits.',
  nameHasNoLetters: 'A name must have letters.',
  nameIsOneWord: 'The name is a single word. Check it against the papers.',
  procedureNotChosen: 'No procedure is chosen.',
  procedureUnknown: 'This procedure is not in the machine’s catalogue. Choose it again.',
  procedureVersionUnknown:
    'The draft’s version of the procedure is no longer on the machine. Choose the procedure again.',
  procedureNotInForce: 'This version of the procedure is not in force today. Choose the procedure again.',
  channelNotAllowed: 'The procedure cannot be handed in through the chosen channel.',
  personalIdNumberNotDigits: 'A personal ID number has digits only.',
  personalIdNumberLength: 'A personal ID number has 12 digits (9 on the old card).',
  personalIdNumberProvince: 'The first three digits are not the code of any province. Check them against the card.',
  oldIdNumber: 'This is an old 9-digit number. Ask for the 12-digit one.',
  birthYearContradicts:
    'The year of birth in the ID number differs from the date of birth. Check the card; if the card says so, go on.',
  genderContradicts:
    'The gender in the ID number differs from the one entered. Check the card; if the card says so, go on.',
  birthYearInFuture: 'The ID number gives a year of birth in the future. Check it against the card.',
  notADate: 'There is no such date. Type day/month/year.',
  dateInFuture: 'This date is in the future.',
  dateTooOld: 'This date is too far in the past.',
  notAPhone: 'A telephone number has 10 digits and begins with 0.',
  notAnEmail: 'The e-mail address does not have the form name@place.vn.',
  noContact: 'There is no telephone number or e-mail address to reach the citizen.',
  taxCodeNotDigits: 'A tax code has digits only.',
  taxCodeLength: 'A tax code has 10, 13 or 12 digits.',
  taxCodeStemZero: 'The tax code is not valid: its middle part is all zeros.',
  taxCodeCheckDigit: 'The check digit of the tax code is wrong. Check every digit.',
  taxCodeBranchZero: 'A branch code cannot be 000.',
  taxCodePersonalIdNumber: 'The 12-digit tax code does not follow the rules of personal ID numbers.',
  sameAsApplicant: 'The person handing in is the applicant. Choose "The applicant hands in the dossier".',
  componentMissing: 'This required paper has not been received.',
  componentWithoutSheets: 'Marked as received, but the number of sheets is 0.',
  fewerSheetsThanAsked: 'Fewer sheets than the procedure asks for.',
  componentNotInProcedure: 'This paper does not belong to the chosen procedure.',
  componentTwice: 'This paper is listed twice.',
  filesWithoutPaper: 'There are files, but the paper is not marked as received.',
  shownOnlyHasFiles: 'A paper that is only shown is neither scanned nor kept. Remove the file.',
  pageCountMissing:
    'The pages on paper have not been entered. Count them and enter the number (images: {{images}} pages).',
  pageCountDiffers:
    'The paper has {{typed}} pages, the images show {{images}}. Look for pages that are missing or too many, then scan the rest, remove what is too many, or correct the number.',
  notePairIncomplete:
    'A page with a note stuck on it has to be scanned twice, once with and once without the note, the two images side by side.',
  blankPages: 'Pages that look blank: {{blank}}. Look at each; no page is dropped by itself.',
  electronicReturnWithoutContact: 'An electronic result needs a telephone number or an e-mail address.',
  feeRateNotInForce: 'This rate is not in force today.',
  feeExemptionUnknown: 'This exemption or reduction is not in the rules.',
  feeExemptionNotInForce: 'This exemption or reduction is not in force today.',
  feeUnitsMissing: 'Enter the quantity for the fee (1 or more).',
  feePagesMissing: 'Enter the number of pages of the original for the fee (1 or more).',
  feePagesBeyondTiers: 'There are more pages than the scale of fees covers.',
  feeAmountTooLarge: 'The amount is too large. Check the quantity.',
};
