import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { addressee, documentNumber, paperHead, signer, text } from './paper-parts.ts';

/**
 * Thông báo dừng giải quyết hồ sơ (Mẫu 05): at the citizen's request and only while neither a decision nor a notice of
 * the result has been issued (TT 03/2025/TT-VPCP Đ7; NĐ 118/2025/NĐ-CP Đ21).
 */
export const discontinuationNoticeSchema = v.object({
  kind: v.literal('discontinuationNotice'),
  ...paperHead,
  documentNumber,
  dossierCode: text,
  qrPayload: text,
  ...addressee,
  procedureName: text,
  acceptedAt: instantSchema,
  requestedAt: instantSchema,
  /** Who asked, when it was not the owner. */
  requestedBy: v.nullable(text),
  requestReason: text,
  /** Where the dossier was in its handling when it was stopped. */
  stageText: text,
  feeConsequenceText: text,
  /** What is handed back, and where; `null` when nothing is. */
  returnedPapersText: v.nullable(text),
  recipients: v.array(text),
  signer,
});
export type DiscontinuationNotice = v.InferOutput<typeof discontinuationNoticeSchema>;
