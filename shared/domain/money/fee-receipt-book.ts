import * as v from 'valibot';
import { idSchema, type FeeReceiptBookId } from '#shared/kernel/ids.ts';
import { LAST_FEE_RECEIPT_NUMBER } from './fee-receipt-number.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_FEE_RECEIPT_NUMBER));

/**
 * How a province hands out fee receipts (NĐ 254/2026/NĐ-CP Đ24, Đ25). `provisional`: a numbered slip at the counter, the
 * official receipt is made by the gateway at sync. `leased`: a range of official numbers is allotted to the station,
 * which uses them in rising order.
 */
export const feeReceiptPolicySchema = v.picklist(['provisional', 'leased']);
export type FeeReceiptPolicy = v.InferOutput<typeof feeReceiptPolicySchema>;

/** What the province says of its fee receipts; part of the catalogue. */
export const feeReceiptSettingsSchema = v.object({
  policy: feeReceiptPolicySchema,
  /** Ký hiệu mẫu, e.g. `EBL01`. */
  formSymbol: v.pipe(v.string(), v.regex(/^[A-Z]{3}\d{2}$/)),
  /** The letters after the year in the serial: T and two of those that TT 91/2026/TT-BTC PL II allows. */
  serialLetters: v.pipe(v.string(), v.regex(/^T[A-EGHK-NP-VXY]{2}$/)),
  /** Tên, mã số thuế và địa chỉ của tổ chức thu, as printed. */
  collectingBody: v.object({ name: text, taxCode: text, address: text }),
});
export type FeeReceiptSettings = v.InferOutput<typeof feeReceiptSettingsSchema>;

/**
 * Quyển biên lai: the numbers `from`…`to` of one form symbol and serial that one station alone uses, in rising order.
 * Electronic receipts begin again at 1 each year (NĐ 254/2026/NĐ-CP Đ23.2), so a book belongs to one calendar year.
 */
export const feeReceiptBookSchema = v.object({
  feeReceiptBookId: idSchema<FeeReceiptBookId>(),
  kind: v.picklist(['provisionalSlip', 'feeReceipt']),
  formSymbol: text,
  bookSerial: text,
  year: v.pipe(v.number(), v.integer(), v.minValue(2026), v.maxValue(9999)),
  from: positive,
  to: positive,
});
export type FeeReceiptBook = v.InferOutput<typeof feeReceiptBookSchema>;
