import * as v from 'valibot';
import type { StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** The most a number may be: eight digits (NĐ 254/2026/NĐ-CP Đ23.2). */
export const LAST_FEE_RECEIPT_NUMBER = 99_999_999;

/**
 * Số của một phiếu thu tạm (`provisionalSlip`, the station's own, handed out until the official receipt is made) or of
 * an electronic fee receipt (`feeReceipt`, biên lai). Numbers of one book rise without gaps; a number once given is never
 * given again.
 */
export const feeReceiptNumberSchema = v.object({
  kind: v.picklist(['provisionalSlip', 'feeReceipt']),
  /** Ký hiệu mẫu: `EBL01`, `EBL02` (TT 91/2026/TT-BTC PL II); `PTT` for slips. */
  formSymbol: text,
  /** Ký hiệu biên lai, e.g. `26TAA`; of slips the year and the station, e.g. `26-3F9A21C4`. */
  bookSerial: text,
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_FEE_RECEIPT_NUMBER)),
});
export type FeeReceiptNumber = Readonly<v.InferOutput<typeof feeReceiptNumberSchema>>;

export const SLIP_FORM_SYMBOL = 'PTT';

/** The serial of a station's own slips in the year of `on`; the station's part keeps two stations apart. */
export function slipSerial(stationId: StationId, on: LocalDate): string {
  return `${on.slice(2, 4)}-${stationId.slice(0, 8).toUpperCase()}`;
}

/** The serial of the fee receipts of one year: two digits of the year, then the letters (TT 91/2026/TT-BTC PL II). */
export function feeReceiptSerial(letters: string, on: LocalDate): string {
  return `${on.slice(2, 4)}${letters}`;
}

/** `PTT 26-3F9A21C4 số 0000012`, `EBL01 26TAA số 0000012`: as it is read out and printed. */
export function formatFeeReceiptNumber({ formSymbol, bookSerial, number }: FeeReceiptNumber): string {
  return `${formSymbol} ${bookSerial} số ${String(number).padStart(7, '0')}`;
}
