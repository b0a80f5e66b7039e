import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { paperHead, positive, text } from './paper-parts.ts';

/**
 * One receipt for several dossiers handed in by one person (Mẫu 01 with a hand-over list). Each dossier keeps a code
 * and a due date of its own.
 */
export const multiDossierReceiptSchema = v.object({
  kind: v.literal('multiDossierReceipt'),
  ...paperHead,
  /** Number of this list at the office, e.g. `DS-20261120-003`. */
  receiptNumber: text,
  submitterName: text,
  address: text,
  phone: v.nullable(text),
  email: v.nullable(text),
  identityLabel: text,
  identityNumber: text,
  channelName: text,
  dossiers: v.array(
    v.object({
      dossierCode: text,
      applicantName: text,
      /** What is asked for: the procedure, or its summary. */
      content: text,
      handlingUnit: text,
      acceptedAt: instantSchema,
      resultDueAt: instantSchema,
      timeLimitText: text,
      setCount: positive,
    }),
  ),
  feeTotalVnd: amountVndSchema,
  feeTotalInWords: text,
  feeStateText: text,
  resultReturnText: text,
  officerName: text,
  officePhone: text,
  hotline: text,
  portalAddress: text,
});
export type MultiDossierReceipt = v.InferOutput<typeof multiDossierReceiptSchema>;
