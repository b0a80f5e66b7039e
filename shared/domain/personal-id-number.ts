import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { PROVINCE_CODES } from './province-codes.ts';

export type Gender = 'male' | 'female';

/** What a number says about its holder. Personal data: never logged. */
export type PersonalIdNumber =
  | {
      /** Số định danh cá nhân, 12 digits. */
      readonly kind: 'personalIdNumber';
      readonly number: string;
      readonly provinceCode: string;
      /** Where the birth was registered; `null` = abroad. */
      readonly provinceName: string | null;
      readonly birthYear: number;
      readonly gender: Gender;
    }
  /** Số chứng minh nhân dân, 9 digits: says nothing that can be checked. */
  | { readonly kind: 'oldIdNumber'; readonly number: string };

export type PersonalIdNumberError = AppError<
  'personalIdNumberNotDigits' | 'personalIdNumberLength' | 'personalIdNumberProvince'
>;
/** Contradictions that an earlier correction of gender or birth year can explain: shown, never blocking. */
export type PersonalIdNumberWarning = 'birthYearContradicts' | 'genderContradicts';

export interface CheckedPersonalIdNumber {
  readonly personalId: PersonalIdNumber;
  readonly warnings: readonly PersonalIdNumberWarning[];
}

const FIRST_COUNTRY_CODE = 100;

/**
 * Checks the structure of a personal id number: three digits of province or country, one of century and gender, two
 * of the birth year, six random. There is no check digit. Nine digits are an old CMND number. Blanks around and
 * between the digits are ignored. Source: NĐ 137/2015/NĐ-CP Đ13, TT 59/2021/TT-BCA Đ4.
 */
export function checkPersonalIdNumber(
  text: string,
  known: { readonly birthOn?: LocalDate | undefined; readonly gender?: Gender | undefined } = {},
): Result<CheckedPersonalIdNumber, PersonalIdNumberError> {
  const parsed = parsePersonalIdNumber(text);
  if (!parsed.ok) return parsed;
  const personalId = parsed.value;
  const warnings: PersonalIdNumberWarning[] = [];
  if (personalId.kind === 'personalIdNumber') {
    const knownYear = known.birthOn === undefined ? undefined : Number(known.birthOn.slice(0, 4));
    if (knownYear !== undefined && knownYear !== personalId.birthYear) warnings.push('birthYearContradicts');
    if (known.gender !== undefined && known.gender !== personalId.gender) warnings.push('genderContradicts');
  }
  return ok({ personalId, warnings });
}

function parsePersonalIdNumber(text: string): Result<PersonalIdNumber, PersonalIdNumberError> {
  const number = text.replaceAll(/\s/g, '');
  if (!/^\d+$/.test(number)) return err({ code: 'personalIdNumberNotDigits' });
  if (number.length === 9) return ok({ kind: 'oldIdNumber', number });
  if (number.length !== 12) return err({ code: 'personalIdNumberLength', details: { length: number.length } });
  const provinceCode = number.slice(0, 3);
  const provinceName = PROVINCE_CODES.get(provinceCode) ?? null;
  if (provinceName === null && Number(provinceCode) < FIRST_COUNTRY_CODE) {
    return err({ code: 'personalIdNumberProvince', details: { provinceCode } });
  }
  const centuryAndGender = Number(number[3]);
  return ok({
    kind: 'personalIdNumber',
    number,
    provinceCode,
    provinceName,
    birthYear: 1900 + Math.floor(centuryAndGender / 2) * 100 + Number(number.slice(4, 6)),
    gender: centuryAndGender % 2 === 0 ? 'male' : 'female',
  });
}
