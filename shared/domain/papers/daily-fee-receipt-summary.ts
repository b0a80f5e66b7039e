import * as v from 'valibot';
import { localDateSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { paperHead, signedVnd, signer, text } from './paper-parts.ts';

/**
 * Bảng tổng hợp dữ liệu biên lai điện tử (01/TH-BLĐT), sent to the tax office the day the receipts are made
 * (NĐ 254/2026/NĐ-CP Đ29.3b; columns of TT 91/2026/TT-BTC).
 */
export const dailyFeeReceiptSummarySchema = v.object({
  kind: v.literal('dailyFeeReceiptSummary'),
  ...paperHead,
  collectingBody: text,
  collectingBodyTaxCode: text,
  summaryOn: localDateSchema,
  rows: v.array(
    v.object({
      formSymbol: text,
      series: text,
      receiptNumber: text,
      issuedOn: localDateSchema,
      feeName: text,
      amountVnd: signedVnd,
      rateText: v.nullable(text),
      statusText: text,
      adjustedPeriodText: v.nullable(text),
      relatedReceiptText: v.nullable(text),
      explanation: v.nullable(text),
      note: v.nullable(text),
    }),
  ),
  totalVnd: amountVndSchema,
  totalInWords: text,
  preparedBy: text,
  /** `null`: signed by hand by whoever heads the collecting body. */
  signer: v.nullable(signer),
});
export type DailyFeeReceiptSummary = v.InferOutput<typeof dailyFeeReceiptSummarySchema>;
