import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findRealDate } from './calendar-date.ts';

/** A dossier code (mã hồ sơ) taken apart. */
export interface DossierCode {
  /** The text as it was read. */
  readonly raw: string;
  /** Trimmed and in upper case: the form to store and to compare. */
  readonly dossierCode: string;
  readonly agencyCode: string;
  readonly receivedOn: LocalDate;
  /** Digits after the date, with leading zeros: the number of the day, in some systems after two agency digits. */
  readonly sequence: string;
}

export type DossierCodeError = AppError<'notADossierCode' | 'impossibleDossierDate'>;

const DOSSIER_CODE = /^([A-Z0-9]{2,3}(?:\.[A-Z0-9]{1,4})*)-(\d{6}|\d{8})-(\d{4,})$/;
/** QĐ 20/2020/QĐ-TTg limits the agency id to 35 characters; the rest leaves room for long sequences. */
const LONGEST_CODE = 64;
/** NAPAS: the purpose of a transfer (VietQR 62.08) has at most 25 characters. */
export const LONGEST_PURPOSE = 25;

/**
 * Reads any dossier code in use: `000.00.01.H22-261122-0001` (TT 01/2018/TT-VPCP Đ19), `H56.14-240823-0001`
 * (QĐ 20/2020/QĐ-TTg), `G09.20-20260609-0092637` (issued by ministry systems). Ignores case and what a code reader
 * puts around the code (blanks, CR, LF).
 */
export function parseDossierCode(text: string): Result<DossierCode, DossierCodeError> {
  const dossierCode = text.trim().toUpperCase();
  const match = dossierCode.length <= LONGEST_CODE ? DOSSIER_CODE.exec(dossierCode) : null;
  const [, agencyCode, digits, sequence] = match ?? [];
  if (agencyCode === undefined || digits === undefined || sequence === undefined) {
    return err({ code: 'notADossierCode' });
  }
  const receivedOn = findRealDate(
    digits.length === 6 ? `20${digits.slice(0, 2)}` : digits.slice(0, 4),
    digits.slice(-4, -2),
    digits.slice(-2),
  );
  if (receivedOn === undefined) return err({ code: 'impossibleDossierDate' });
  return ok({ raw: text, dossierCode, agencyCode, receivedOn, sequence });
}

/**
 * Reads what is in the QR of a receipt: the bare code, or the code behind a look-up address (RC-02). Any address is
 * accepted, since a receipt may come from another office of the province.
 */
export function parseReceiptQr(text: string): Result<DossierCode, DossierCodeError> {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed)) return parseDossierCode(text);
  return parseDossierCode(trimmed.split(/[/?#=&]/).at(-1) ?? '');
}

/**
 * `H99.01-261122-0001`: agency id, date of intake, number of the day with at least four digits
 * (TT 01/2018/TT-VPCP Đ19.1, now TT 03/2025/TT-VPCP Đ13). The number grows past 9999 and is never cut.
 * @throws RangeError when `orderNumber` is not a positive whole number.
 */
export function formatDossierCode(agencyCode: string, receivedOn: LocalDate, orderNumber: number): string {
  if (!Number.isSafeInteger(orderNumber) || orderNumber < 1) {
    throw new RangeError('dossier code: order number is not a positive integer');
  }
  const date = receivedOn.slice(2).replaceAll('-', '');
  return `${agencyCode}-${date}-${String(orderNumber).padStart(4, '0')}`;
}

/**
 * The code as it goes into the purpose of a bank transfer: banks drop dots and dashes, so there are none. A code too
 * long for a VietQR purpose keeps its end, where day and number are.
 */
export function toTransferPurpose(dossierCode: string): string {
  return dossierCode
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(-LONGEST_PURPOSE);
}
