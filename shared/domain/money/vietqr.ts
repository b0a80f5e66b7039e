import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { crc16 } from './crc16.ts';
import { findDataObjects, toDataObject, type DataObjects } from './data-objects.ts';

/** Where the money goes: an account or a card at a bank in Vietnam. */
export interface Beneficiary {
  /** Six digits that name the bank (banks.ts). */
  readonly bankBin: string;
  readonly accountNumber: string;
  readonly kind: 'account' | 'card';
  /** For the eye alone: a bank looks the name up by the number. */
  readonly accountName?: string | undefined;
}

/** What a VietQR code asks for. */
export interface VietQr {
  readonly beneficiary: Beneficiary;
  /** Whole đồng; absent when the payer types the amount. */
  readonly amountVnd?: number | undefined;
  readonly purpose?: string | undefined;
  readonly billNumber?: string | undefined;
}

export type VietQrRefusal = AppError<
  'bankBinWrong' | 'accountNumberWrong' | 'accountNameWrong' | 'amountWrong' | 'purposeWrong' | 'billNumberWrong'
>;
export type VietQrError = AppError<'notVietQr' | 'crcWrong' | 'malformed'>;

/** The NAPAS profile of EMVCo merchant-presented codes: the scheme's id, and its two services. */
const NAPAS = 'A000000727';
const SERVICES = { account: 'QRIBFTTA', card: 'QRIBFTTC' } as const;
const DONG = '704';
const VIETNAM = 'VN';
/** Ids of the outer level. */
const TAG = {
  version: '00',
  use: '01',
  beneficiary: '38',
  currency: '53',
  amount: '54',
  country: '58',
  name: '59',
  more: '62',
} as const;
/** The id and the length of the check value stand before it and are part of what is checked. */
const CRC_HEAD = '6304';
const BANK_BIN = /^\d{6}$/;
const ACCOUNT_NUMBER = /^[0-9A-Za-z]{1,19}$/;
const AMOUNT = /^[1-9]\d{0,12}$/;
/** Printable ASCII without blanks at its ends; NAPAS allows 25 characters. */
const PLAIN_TEXT = /^[!-~](?:[ -~]{0,23}[!-~])?$/;

/** A payment code by its looks, whatever is inside: says what was read when it is not what was wanted. */
export function isPaymentCode(text: string): boolean {
  return /^000201.*6304[0-9A-F]{4}$/is.test(text.trim());
}

/**
 * The text of a VietQR code. With an amount, a purpose or a bill number it is for one payment (`12`), else for any
 * number (`11`). A code is a request, never proof of payment.
 */
export function buildVietQr(wanted: VietQr): Result<string, VietQrRefusal> {
  const refusal = findRefusal(wanted);
  if (refusal !== undefined) return err(refusal);
  const { beneficiary, amountVnd, purpose, billNumber } = wanted;
  const isOneTime = amountVnd !== undefined || purpose !== undefined || billNumber !== undefined;
  const more = optionalObject('01', billNumber) + optionalObject('08', purpose);
  const body =
    toDataObject(TAG.version, '01') +
    toDataObject(TAG.use, isOneTime ? '12' : '11') +
    toDataObject(TAG.beneficiary, toBeneficiaryText(beneficiary)) +
    toDataObject(TAG.currency, DONG) +
    optionalObject(TAG.amount, amountVnd?.toString()) +
    toDataObject(TAG.country, VIETNAM) +
    optionalObject(TAG.name, beneficiary.accountName) +
    optionalObject(TAG.more, more === '' ? undefined : more) +
    CRC_HEAD;
  return ok(body + crc16(body));
}

function findRefusal({ beneficiary, amountVnd, purpose, billNumber }: VietQr): VietQrRefusal | undefined {
  const isPlain = (text: string | undefined) => text === undefined || PLAIN_TEXT.test(text);
  if (!BANK_BIN.test(beneficiary.bankBin)) return { code: 'bankBinWrong' };
  if (!ACCOUNT_NUMBER.test(beneficiary.accountNumber)) return { code: 'accountNumberWrong' };
  if (!isPlain(beneficiary.accountName)) return { code: 'accountNameWrong' };
  if (amountVnd !== undefined && !AMOUNT.test(String(amountVnd))) return { code: 'amountWrong' };
  if (!isPlain(purpose)) return { code: 'purposeWrong' };
  return isPlain(billNumber) ? undefined : { code: 'billNumberWrong' };
}

function optionalObject(id: string, value: string | undefined): string {
  return value === undefined ? '' : toDataObject(id, value);
}

function toBeneficiaryText({ bankBin, accountNumber, kind }: Beneficiary): string {
  const bank = toDataObject('00', bankBin) + toDataObject('01', accountNumber);
  return toDataObject('00', NAPAS) + toDataObject('01', bank) + toDataObject('02', SERVICES[kind]);
}

/**
 * Reads a VietQR code. Purposes longer than NAPAS allows are read, since such codes are about.
 * `notVietQr`: no payment code, or one of another scheme; `crcWrong`: read wrong; `malformed`: made wrong.
 */
export function parseVietQr(text: string): Result<VietQr, VietQrError> {
  const payload = text.trim();
  if (!isPaymentCode(payload)) return err({ code: 'notVietQr' });
  if (crc16(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase()) return err({ code: 'crcWrong' });
  const outer = findDataObjects(payload.slice(0, -8));
  const inner = findDataObjects(outer?.get(TAG.beneficiary) ?? '');
  if (outer === undefined || inner === undefined) return err({ code: 'malformed' });
  if (inner.get('00') !== NAPAS) return err({ code: 'notVietQr' });
  const read = findVietQr(outer, inner);
  return read === undefined ? err({ code: 'malformed' }) : ok(read);
}

function findVietQr(outer: DataObjects, inner: DataObjects): VietQr | undefined {
  const beneficiary = findBeneficiary(inner, outer.get(TAG.name));
  const more = findDataObjects(outer.get(TAG.more) ?? '');
  const amount = outer.get(TAG.amount);
  const isInDong = outer.get(TAG.currency) === DONG && outer.get(TAG.country) === VIETNAM;
  const isOfKnownUse = /^1[12]$/.test(outer.get(TAG.use) ?? '');
  if (beneficiary === undefined || more === undefined || !isInDong || !isOfKnownUse) return undefined;
  if (amount !== undefined && !AMOUNT.test(amount)) return undefined;
  return {
    beneficiary,
    amountVnd: amount === undefined ? undefined : Number(amount),
    purpose: more.get('08'),
    billNumber: more.get('01'),
  };
}

function findBeneficiary(inner: DataObjects, accountName: string | undefined): Beneficiary | undefined {
  const bank = findDataObjects(inner.get('01') ?? '');
  const bankBin = bank?.get('00') ?? '';
  const accountNumber = bank?.get('01') ?? '';
  const service = inner.get('02');
  const kind = service === SERVICES.account ? 'account' : 'card';
  if (service !== SERVICES[kind] || !BANK_BIN.test(bankBin) || !ACCOUNT_NUMBER.test(accountNumber)) return undefined;
  return { bankBin, accountNumber, kind, accountName };
}
