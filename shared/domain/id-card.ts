import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findRealDate } from './calendar-date.ts';
import { parseReceiptQr } from './dossier-code.ts';
import { hasLostMarks, isMojibake } from './garbled-text.ts';
import { isPaymentCode } from './money/vietqr.ts';
import type { Gender } from './personal-id-number.ts';

/** What the QR of a chip card (căn cước) says. Personal data: never logged. */
export interface IdCard {
  readonly personalIdNumber: string;
  /** Number of the CMND that the card replaced. */
  readonly oldIdNumber: string | null;
  readonly fullName: string;
  readonly birthOn: LocalDate;
  readonly gender: Gender;
  /** Residence as printed on the card. */
  readonly address: string;
  readonly issuedOn: LocalDate;
  /** Fields after the seventh, as read: newer cards may carry more than is documented. */
  readonly extraFields: readonly string[];
}

/** The field that could not be understood; never its value. */
export type IdCardField =
  'fieldCount' | 'personalIdNumber' | 'oldIdNumber' | 'fullName' | 'birthOn' | 'gender' | 'issuedOn';

export type IdCardError =
  | AppError<'notAnIdCard' | 'isDossierCode' | 'isPaymentQr' | 'isUrl' | 'garbledByInputMethod'>
  | (AppError<'malformedIdCard'> & { readonly details: { readonly field: IdCardField } });

const FIELDS = 7;

/** How the text came: typed by a reader through the keyboard, or seen in a picture, where no input method meddles. */
export type CodeSource = 'typed' | 'seen';

/**
 * Reads the QR of a chip card: seven fields split by `|` (number, CMND number or empty, name, birth date, gender,
 * residence, issue date), as typed by a code reader (CR and LF around it are ignored). Six fields are taken when the
 * CMND field is left out altogether. A code that is something else is named for what it is, and text that a Vietnamese
 * input method or a wrong keyboard layout has rewritten gives `garbledByInputMethod` rather than a wrong name.
 */
export function parseIdCardQr(text: string, source: CodeSource = 'typed'): Result<IdCard, IdCardError> {
  const payload = text.normalize('NFC').trim();
  const fields = payload.split('|').map((field) => field.trim());
  if (fields.length === 1 || !/^\d{12}$/.test(fields[0] ?? '')) return err(nameForeignCode(payload, fields.length));
  const parts = isWithoutOldNumber(fields) ? [fields[0] ?? '', '', ...fields.slice(1)] : fields;
  if (parts.length < FIELDS) return malformed('fieldCount');
  return parseParts(parts, source);
}

function parseParts(parts: readonly string[], source: CodeSource): Result<IdCard, IdCardError> {
  const [
    personalIdNumber = '',
    oldIdNumber = '',
    fullName = '',
    birth = '',
    genderText = '',
    address = '',
    issue = '',
  ] = parts;
  const gender = findGender(genderText);
  if (gender === undefined && !/^n/i.test(genderText)) return malformed('gender');
  if (gender === undefined || isGarbled(fullName, address, source)) return err({ code: 'garbledByInputMethod' });
  if (!/^(\d{9})?$/.test(oldIdNumber)) return malformed('oldIdNumber');
  if (fullName === '') return malformed('fullName');
  const birthOn = findCardDate(birth);
  if (birthOn === undefined) return malformed('birthOn');
  const issuedOn = findCardDate(issue);
  if (issuedOn === undefined) return malformed('issuedOn');
  return ok({
    personalIdNumber,
    oldIdNumber: oldIdNumber === '' ? null : oldIdNumber,
    fullName: fullName.replaceAll(/\s+/g, ' '),
    birthOn,
    gender,
    address: address.replaceAll(/\s+/g, ' '),
    issuedOn,
    extraFields: parts.slice(FIELDS),
  });
}

/** Six fields: only when the second cannot be a CMND number and the third is a date. */
function isWithoutOldNumber(fields: readonly string[]): boolean {
  const [, second = '', third = ''] = fields;
  return fields.length === 6 && second !== '' && !/^\d+$/.test(second) && findCardDate(third) !== undefined;
}

/** The card writes the gender in one of two fixed words, so a near miss (`Nu?`, `Nuwx`) means rewritten keys. */
function findGender(text: string): Gender | undefined {
  const word = text.toLowerCase();
  if (word === 'nam') return 'male';
  return word === 'nữ' ? 'female' : undefined;
}

function isGarbled(fullName: string, address: string, source: CodeSource): boolean {
  const both = `${fullName} ${address}`;
  return isMojibake(both) || /\d/.test(fullName) || (source === 'typed' && hasLostMarks(both));
}

function findCardDate(text: string): LocalDate | undefined {
  return /^\d{8}$/.test(text) ? findRealDate(text.slice(4), text.slice(2, 4), text.slice(0, 2)) : undefined;
}

function malformed(field: IdCardField): { readonly ok: false; readonly error: IdCardError } {
  return err({ code: 'malformedIdCard', details: { field } });
}

function nameForeignCode(payload: string, fieldCount: number): IdCardError {
  if (parseReceiptQr(payload).ok) return { code: 'isDossierCode' };
  if (/^(https?:\/\/|www\.)/i.test(payload)) return { code: 'isUrl' };
  if (isPaymentCode(payload)) return { code: 'isPaymentQr' };
  if (fieldCount >= FIELDS - 1 && payload.includes('|')) {
    return { code: 'malformedIdCard', details: { field: 'personalIdNumber' } };
  }
  // Starts like a card and carries two dates, but the separators were typed as something else.
  const isCardWithoutSeparators = /^\d{12}\D/.test(payload) && (payload.match(/(?<!\d)\d{8}(?!\d)/g) ?? []).length >= 2;
  return { code: isCardWithoutSeparators ? 'garbledByInputMethod' : 'notAnIdCard' };
}
