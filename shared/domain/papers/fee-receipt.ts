import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { feeLine, paperHead, receiptReference, text } from './paper-parts.ts';

/**
 * Bản thể hiện của biên lai thu phí, lệ phí điện tử: what the signed file of the collecting body says
 * (NĐ 254/2026/NĐ-CP Đ23.2; TT 91/2026/TT-BTC). The file is the receipt; this is its picture on paper.
 */
export const feeReceiptSchema = v.object({
  kind: v.literal('feeReceipt'),
  ...paperHead,
  /** e.g. `BIÊN LAI THU PHÍ, LỆ PHÍ`. */
  receiptName: text,
  formSymbol: text,
  series: text,
  receiptNumber: text,
  collectingBody: text,
  collectingBodyTaxCode: text,
  collectingBodyAddress: v.nullable(text),
  /** Who collected in the name of the collecting body (NĐ 254/2026/NĐ-CP Đ4.6), e.g. the post. */
  delegateName: v.nullable(text),
  payerName: text,
  payerTaxCode: v.nullable(text),
  payerAddress: v.nullable(text),
  dossierCode: text,
  qrPayload: text,
  procedureName: text,
  lines: v.array(feeLine),
  totalVnd: amountVndSchema,
  totalInWords: text,
  meansText: text,
  collectorName: text,
  /** The digital signature of the collecting body. */
  signature: v.nullable(v.object({ signedBy: text, signedAt: instantSchema })),
  /** The receipt that this one replaces, or by which it was replaced or refunded. */
  related: v.nullable(
    v.object({ relation: v.picklist(['replaces', 'replacedBy', 'refundedBy']), receipt: receiptReference }),
  ),
  /** The phiếu thu tạm given when the money was taken. */
  slipNumber: v.nullable(text),
  lookupAddress: v.nullable(text),
});
export type FeeReceipt = v.InferOutput<typeof feeReceiptSchema>;
