import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { addressee, documentNumber, paperHead, signer, text } from './paper-parts.ts';

/**
 * Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (Mẫu 04): who is late and why, the apology, the one new due
 * date (NĐ 118/2025/NĐ-CP Đ19, formerly NĐ 61/2018/NĐ-CP Đ19.9).
 */
export const apologyExtensionNoticeSchema = v.object({
  kind: v.literal('apologyExtensionNotice'),
  ...paperHead,
  documentNumber,
  dossierCode: text,
  qrPayload: text,
  ...addressee,
  procedureName: text,
  sectorName: v.nullable(text),
  acceptedAt: instantSchema,
  originalDueAt: instantSchema,
  /** The unit that is late; it differs from the office that forwarded the dossier. */
  handlingUnit: text,
  reason: text,
  newDueAt: instantSchema,
  /** Nơi nhận, one line each. */
  recipients: v.array(text),
  signer,
});
export type ApologyExtensionNotice = v.InferOutput<typeof apologyExtensionNoticeSchema>;
