import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { text } from './paper-parts.ts';

/** The short slip of an 80 mm printer: code, due date, money. Nothing personal beyond the name. */
export const thermalSlipSchema = v.object({
  kind: v.literal('thermalSlip'),
  isSample: v.boolean(),
  officeName: text,
  dossierCode: text,
  /** Says that the code is provisional (mã tạm). */
  isProvisional: v.boolean(),
  qrPayload: text,
  applicantName: text,
  procedureName: text,
  acceptedAt: instantSchema,
  resultDueAt: instantSchema,
  feeTotalVnd: amountVndSchema,
  feeStateText: text,
  hotline: text,
  portalAddress: text,
});
export type ThermalSlip = v.InferOutput<typeof thermalSlipSchema>;
