import type { LocalDate } from '#shared/kernel/instant.ts';
import { findTypedDate } from './calendar-date.ts';
import type { DraftApplicant, IntakeDraft } from './intake-draft.ts';
import { blocking, warning, type IntakeProblem } from './intake-problem.ts';
import { checkPersonalIdNumber, type Gender } from './personal-id-number.ts';
import { parseTaxCode } from './tax-code.ts';

const LONGEST_PERSON_NAME = 120;
const LONGEST_ORGANISATION_NAME = 500;
const LONGEST_ADDRESS = 500;
const LONGEST_EMAIL = 100;
const LONGEST_AUTHORISATION = 500;
/** Nobody at the counter was born before. */
const EARLIEST_BIRTH = '1900-01-01';

/** Vietnamese numbers of 10 or 11 digits, with or without the country code; foreign ones with their country code. */
const PHONE = /^(0\d{9,10}|(\+84|84)\d{9,10}|\+(?!84)\d{8,15})$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Checks the dossier's owner (chủ hồ sơ). */
export function checkApplicant(applicant: DraftApplicant, on: LocalDate): readonly IntakeProblem[] {
  return [
    ...(applicant.kind === 'citizen' ? checkCitizen(applicant, on) : checkOrganisation(applicant)),
    ...checkText('applicant.address', applicant.address, LONGEST_ADDRESS),
    ...checkPhone('applicant.phone', applicant.phone),
    ...checkEmail('applicant.email', applicant.email),
    // IN-10: answers go through the contacts the citizen registered; without one he must come in person.
    ...(hasContact(applicant) ? [] : [warning('applicant.phone', 'noContact')]),
  ];
}

/** Checks the person who hands in when it is somebody else (IN-11, IN-12). */
export function checkSubmitter(draft: IntakeDraft, on: LocalDate): readonly IntakeProblem[] {
  const { submitter, applicant } = draft;
  if (submitter.isApplicantInPerson) return [];
  const needsAuthorisation = submitter.relation === 'authorisedRepresentative';
  const isSamePerson =
    applicant.kind === 'citizen' &&
    submitter.personalIdNumber.trim() !== '' &&
    submitter.personalIdNumber.trim() === applicant.personalIdNumber.trim();
  return [
    ...checkPersonName('submitter.fullName', submitter.fullName),
    ...checkIdNumber('submitter.personalIdNumber', submitter.personalIdNumber, {}, on),
    ...checkPhone('submitter.phone', submitter.phone),
    ...(needsAuthorisation ? checkText('submitter.authorisation', submitter.authorisation, LONGEST_AUTHORISATION) : []),
    ...(isSamePerson ? [warning('submitter.personalIdNumber', 'sameAsApplicant')] : []),
  ];
}

export function hasContact({ phone, email }: Pick<DraftApplicant, 'phone' | 'email'>): boolean {
  return phone.trim() !== '' || email.trim() !== '';
}

/** A required text: something visible, not too long, no control characters. */
export function checkText(field: string, text: string, longest: number): readonly IntakeProblem[] {
  return text.trim() === '' ? [blocking(field, 'required')] : checkOptionalText(field, text, longest);
}

export function checkOptionalText(field: string, text: string, longest: number): readonly IntakeProblem[] {
  const { length } = Array.from(text.normalize('NFC').trim());
  if (length > longest) return [blocking(field, 'tooLong', { length, max: longest })];
  return /(?![\n\t])[\p{Cc}\uFFFD]/u.test(text) ? [blocking(field, 'unreadableCharacters')] : [];
}

/** Digits only behind an optional plus sign, as stored and sent. */
export function toPhoneNumber(text: string): string {
  return text.replaceAll(/[\s.()-]/g, '');
}

function checkCitizen(applicant: DraftApplicant, on: LocalDate): readonly IntakeProblem[] {
  const birthOn = findTypedDate(applicant.birthOn);
  return [
    ...checkPersonName('applicant.fullName', applicant.fullName),
    ...checkIdNumber(
      'applicant.personalIdNumber',
      applicant.personalIdNumber,
      { birthOn, gender: applicant.gender ?? undefined },
      on,
    ),
    ...checkBirthDate(applicant.birthOn, birthOn, on),
  ];
}

function checkOrganisation(applicant: DraftApplicant): readonly IntakeProblem[] {
  const problems = [...checkText('applicant.organisationName', applicant.organisationName, LONGEST_ORGANISATION_NAME)];
  const field = 'applicant.taxCode';
  if (applicant.taxCode.trim() === '') return [...problems, blocking(field, 'required')];
  const parsed = parseTaxCode(applicant.taxCode);
  return parsed.ok ? problems : [...problems, blocking(field, parsed.error.code, parsed.error.details)];
}

function checkPersonName(field: string, name: string): readonly IntakeProblem[] {
  const problems = checkText(field, name, LONGEST_PERSON_NAME);
  if (problems.length > 0) return problems;
  if (/\p{N}/u.test(name)) return [blocking(field, 'nameHasDigits')];
  if (!/\p{L}/u.test(name)) return [blocking(field, 'nameHasNoLetters')];
  return /\s/u.test(name.trim()) ? [] : [warning(field, 'nameIsOneWord')];
}

function checkIdNumber(
  field: string,
  text: string,
  known: { readonly birthOn?: LocalDate | undefined; readonly gender?: Gender | undefined },
  on: LocalDate,
): readonly IntakeProblem[] {
  if (text.trim() === '') return [blocking(field, 'required')];
  const checked = checkPersonalIdNumber(text, known);
  if (!checked.ok) return [blocking(field, checked.error.code, checked.error.details)];
  const { personalId, warnings } = checked.value;
  // Luật Căn cước 2023 Đ46.2: a CMND ended its validity on 31/12/2024, but older dossiers are known by its number.
  if (personalId.kind === 'oldIdNumber') return [warning(field, 'oldIdNumber')];
  const isInFuture = personalId.birthYear > Number(on.slice(0, 4));
  return [
    ...warnings.map((code) => warning(field, code)),
    ...(isInFuture ? [warning(field, 'birthYearInFuture')] : []),
  ];
}

function checkBirthDate(text: string, birthOn: LocalDate | undefined, on: LocalDate): readonly IntakeProblem[] {
  const field = 'applicant.birthOn';
  if (text.trim() === '') return [];
  if (birthOn === undefined) return [blocking(field, 'notADate')];
  if (birthOn > on) return [blocking(field, 'dateInFuture')];
  return birthOn < EARLIEST_BIRTH ? [blocking(field, 'dateTooOld')] : [];
}

function checkPhone(field: string, text: string): readonly IntakeProblem[] {
  const phone = toPhoneNumber(text);
  return phone === '' || PHONE.test(phone) ? [] : [blocking(field, 'notAPhone')];
}

function checkEmail(field: string, text: string): readonly IntakeProblem[] {
  const email = text.trim();
  if (email === '') return [];
  return email.length <= LONGEST_EMAIL && EMAIL.test(email) ? [] : [blocking(field, 'notAnEmail')];
}
