import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { count, paperHead, text } from './paper-parts.ts';

/** Phiếu bàn giao kết quả: what was handed out, to whom, and which originals went back (NĐ 118/2025/NĐ-CP Đ22). */
export const resultHandoverSlipSchema = v.object({
  kind: v.literal('resultHandoverSlip'),
  ...paperHead,
  slipNumber: text,
  dossierCode: text,
  qrPayload: text,
  applicantName: text,
  address: text,
  procedureName: text,
  results: v.array(v.object({ name: text, resultNumber: v.nullable(text), copyCount: count })),
  /** Bản chính đã nhận để đối chiếu, trả lại. */
  returnedOriginals: v.array(v.object({ name: text, copyCount: count })),
  /** Nhận tại quầy / qua bưu chính. */
  returnText: text,
  feeStateText: text,
  receiverName: text,
  receiverIdentity: v.nullable(text),
  /** The written authority of a receiver who is not the owner. */
  authorisationText: v.nullable(text),
  handedOverAt: instantSchema,
  officerName: text,
});
export type ResultHandoverSlip = v.InferOutput<typeof resultHandoverSlipSchema>;
