import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** A postal item code of the Universal Postal Union (standard S10), taken apart. */
export interface S10Code {
  /** Thirteen characters in upper case, without blanks: the form to store and to compare. */
  readonly itemCode: string;
  /** Two letters: the kind of item, such as `RR` (registered) or `EE` (express). */
  readonly serviceIndicator: string;
  /** Country of the post that took the item in, such as `VN`. */
  readonly countryCode: string;
}

export type S10CodeError = AppError<'notAnS10Code' | 'wrongS10CheckDigit'>;

const S10_CODE = /^([A-Z]{2})(\d{8})(\d)([A-Z]{2})$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** Reads a code as a reader sends it or as it is printed, in groups (`RR 123 456 785 VN`); ignores case. */
export function parseS10Code(text: string): Result<S10Code, S10CodeError> {
  const itemCode = text.toUpperCase().replaceAll(/\s+/g, '');
  const [, serviceIndicator, serial, digit, countryCode] = S10_CODE.exec(itemCode) ?? [];
  if (serviceIndicator === undefined || serial === undefined || countryCode === undefined) {
    return err({ code: 'notAnS10Code' });
  }
  if (Number(digit) !== s10CheckDigit(serial)) return err({ code: 'wrongS10CheckDigit' });
  return ok({ itemCode, serviceIndicator, countryCode });
}

/**
 * 11 − (weighted sum mod 11), where 10 is written as 0 and 11 as 5.
 * @throws RangeError when `serial` is not eight digits.
 */
export function s10CheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('postal item code: serial is not eight digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 0;
  return rest === 11 ? 5 : rest;
}
