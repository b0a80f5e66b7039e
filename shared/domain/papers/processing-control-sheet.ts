import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { paperHead, text } from './paper-parts.ts';

/** Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu 06): goes with the dossier, one block per hand-over. */
export const processingControlSheetSchema = v.object({
  kind: v.literal('processingControlSheet'),
  ...paperHead,
  dossierCode: text,
  qrPayload: text,
  applicantName: text,
  procedureName: text,
  acceptedAt: instantSchema,
  resultDueAt: instantSchema,
  handlingUnit: text,
  /** Cơ quan phối hợp. */
  cooperatingUnits: v.array(text),
  handovers: v.array(
    v.object({
      fromUnit: text,
      toUnit: text,
      /** `null`: written in by hand. */
      handedOverAt: v.nullable(instantSchema),
      handedOverBy: v.nullable(text),
      receivedBy: v.nullable(text),
      outcome: v.nullable(v.picklist(['early', 'onTime', 'late'])),
      note: v.nullable(text),
    }),
  ),
});
export type ProcessingControlSheet = v.InferOutput<typeof processingControlSheetSchema>;
