import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { checkPersonalIdNumber } from './personal-id-number.ts';

/** A tax code (mã số thuế) in its written form: `0100233488`, `0314409058-002`, or a 12-digit personal id number. */
export interface TaxCode {
  readonly kind: 'mainUnit' | 'branch' | 'person';
  readonly taxCode: string;
}

export type TaxCodeError = AppError<
  | 'taxCodeNotDigits'
  | 'taxCodeLength'
  | 'taxCodeStemZero'
  | 'taxCodeCheckDigit'
  | 'taxCodeBranchZero'
  | 'taxCodePersonalIdNumber'
>;

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/**
 * Reads a tax code as typed: 10 digits (enterprise), 13 with or without the dash (branch), or 12 (a person, dependant
 * or household business, since 01/7/2025). Source: TT 86/2024/TT-BTC Đ5.
 */
export function parseTaxCode(text: string): Result<TaxCode, TaxCodeError> {
  const compact = text.replaceAll(/\s/g, '');
  if (!/^\d+(-\d{3})?$/.test(compact)) return err({ code: 'taxCodeNotDigits' });
  const digits = compact.replace('-', '');
  if (digits.length === 12 && digits === compact) return parsePersonalTaxCode(digits);
  if (digits.length !== 10 && digits.length !== 13) {
    return err({ code: 'taxCodeLength', details: { length: digits.length } });
  }
  const stem = digits.slice(0, 10);
  if (/^0+$/.test(stem.slice(2, 9))) return err({ code: 'taxCodeStemZero' });
  if (!hasCheckDigit(stem)) return err({ code: 'taxCodeCheckDigit' });
  const branch = digits.slice(10);
  if (branch === '000') return err({ code: 'taxCodeBranchZero' });
  return branch === '' ? ok({ kind: 'mainUnit', taxCode: stem }) : ok({ kind: 'branch', taxCode: `${stem}-${branch}` });
}

function parsePersonalTaxCode(digits: string): Result<TaxCode, TaxCodeError> {
  const checked = checkPersonalIdNumber(digits);
  if (!checked.ok) return err({ code: 'taxCodePersonalIdNumber', details: { cause: checked.error.code } });
  return ok({ kind: 'person', taxCode: digits });
}

/** The tenth digit is 10 − (weighted sum of the first nine mod 11); a stem that would need 10 is never issued. */
function hasCheckDigit(stem: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(stem[index]), 0);
  return 10 - (sum % 11) === Number(stem[9]);
}
