import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { addressee, documentNumber, dossierReference, paperHead, text } from './paper-parts.ts';

/**
 * Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03): the reason in words, never a technical code (IN-14;
 * NĐ 118/2025/NĐ-CP Đ17).
 */
export const refusalNoticeSchema = v.object({
  kind: v.literal('refusalNotice'),
  ...paperHead,
  documentNumber,
  /** Of a dossier filed online; one refused at the counter has none. */
  ...dossierReference,
  /** When it was filed online. */
  submittedAt: v.nullable(instantSchema),
  ...addressee,
  identityLabel: v.nullable(text),
  identityNumber: v.nullable(text),
  procedureName: text,
  reason: text,
  /** The rule the refusal rests on, e.g. `khoản 2 Điều 5 …`, as dated data of the procedure. */
  legalBasis: v.nullable(text),
  officerName: text,
  contactPhone: text,
  portalAddress: text,
});
export type RefusalNotice = v.InferOutput<typeof refusalNoticeSchema>;
