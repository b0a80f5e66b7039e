import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { countedPaper, issuer, positive, text } from './paper-parts.ts';

/**
 * Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01), content frozen at acceptance. Everything printed is in here,
 * so the same content gives the same bytes. Texts are final Vietnamese; dates are instants formatted by the layout.
 */
export const intakeReceiptSchema = v.object({
  kind: v.literal('intakeReceipt'),
  /** Version mark of the form printed in the foot, e.g. `Mẫu 01 – TT 03/2025/TT-VPCP`. */
  formVersion: text,
  ...issuer,
  dossierCode: text,
  /** Mã tạm: the same as `dossierCode` on a paper printed before the official code was there. */
  provisionalCode: v.optional(text),
  qrPayload: text,
  bookNumber: text,
  orderNumber: positive,
  applicantName: text,
  /** Only when another person hands in. */
  submitterName: v.nullable(text),
  address: text,
  phone: v.nullable(text),
  email: v.nullable(text),
  /** Kind and number, e.g. `Số định danh cá nhân: …` / `Mã số thuế: …`. */
  identityLabel: text,
  identityNumber: text,
  channelName: text,
  procedureName: text,
  summary: v.nullable(text),
  components: v.array(countedPaper),
  /** Only on a receipt for certification (chứng thực): what is copied, by pages and copies, instead of the table of papers. */
  certification: v.optional(
    v.object({
      items: v.array(v.object({ name: text, pageCount: positive, copyCount: positive })),
      wantsDigitalSignature: v.boolean(),
    }),
  ),
  setCount: positive,
  /** e.g. `02 ngày làm việc`. */
  timeLimitText: text,
  acceptedAt: instantSchema,
  resultDueAt: instantSchema,
  resultReturnText: text,
  feeItems: v.array(v.object({ name: text, amountVnd: amountVndSchema })),
  feeTotalVnd: amountVndSchema,
  feeTotalInWords: text,
  /** Đã thu (tiền mặt) / Chưa thu / Không thu phí. */
  feeStateText: text,
  officerName: text,
  officePhone: text,
  hotline: text,
  portalAddress: text,
});
export type IntakeReceipt = v.InferOutput<typeof intakeReceiptSchema>;
