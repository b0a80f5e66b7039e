import * as v from 'valibot';
import { addressee, count, documentNumber, dossierReference, paperHead, text } from './paper-parts.ts';

/**
 * Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02): the complete list, given in one go
 * (NĐ 118/2025/NĐ-CP Đ17, formerly NĐ 61/2018/NĐ-CP Đ17).
 */
export const supplementRequestSchema = v.object({
  kind: v.literal('supplementRequest'),
  ...paperHead,
  documentNumber,
  ...dossierReference,
  ...addressee,
  procedureName: text,
  items: v.array(
    v.object({
      name: text,
      original: count,
      certifiedCopy: count,
      copy: count,
      /** What is to be completed or corrected, in the officer's words. */
      detail: v.nullable(text),
    }),
  ),
  reason: text,
  officerName: text,
  contactName: text,
  contactPhone: text,
  portalAddress: text,
});
export type SupplementRequest = v.InferOutput<typeof supplementRequestSchema>;
