import * as v from 'valibot';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { feeLine, paperHead, text } from './paper-parts.ts';

/**
 * Phiếu thu tạm: a numbered slip of the office for money taken while the official electronic receipt, which needs the
 * collecting body's signature, cannot be made (NĐ 254/2026/NĐ-CP Đ23–24). It is not a fee receipt and says so.
 */
export const provisionalFeeSlipSchema = v.object({
  kind: v.literal('provisionalFeeSlip'),
  ...paperHead,
  slipNumber: text,
  dossierCode: text,
  qrPayload: text,
  procedureName: text,
  payerName: text,
  payerAddress: v.nullable(text),
  /** When somebody else pays. */
  applicantName: v.nullable(text),
  lines: v.array(feeLine),
  totalVnd: amountVndSchema,
  totalInWords: text,
  /** Tiền mặt / Chuyển khoản … */
  meansText: text,
  /** `claimed`: shown by the payer, not yet seen at the bank (FE-11). */
  state: v.picklist(['collected', 'claimed']),
  stateText: text,
  /** Cash only: what was given and what was given back. */
  receivedVnd: v.nullable(amountVndSchema),
  changeVnd: v.nullable(amountVndSchema),
  collectorName: text,
  /** How and when the official electronic receipt comes. */
  officialReceiptText: text,
  /** Text of a VietQR for paying what is still open, with the words of the transfer. */
  vietQr: v.nullable(v.object({ payload: text, bankText: text, purposeText: text })),
  officePhone: text,
});
export type ProvisionalFeeSlip = v.InferOutput<typeof provisionalFeeSlipSchema>;
