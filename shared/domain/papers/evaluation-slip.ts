import * as v from 'valibot';
import { dossierReference, paperHead, text } from './paper-parts.ts';

/**
 * Phiếu đánh giá, handed over with Mẫu 01, 02 and 03 (TT 01/2018/TT-VPCP Đ12.2). Anonymous: it names the dossier at
 * most, never the person.
 */
export const evaluationSlipSchema = v.object({
  kind: v.literal('evaluationSlip'),
  ...paperHead,
  ...dossierReference,
  procedureName: v.nullable(text),
  /** Questions with the answers to tick, from best to worst. */
  questions: v.array(v.object({ question: text, answers: v.array(text) })),
  /** Where the slip goes when it is filled in, e.g. a box at the counter or an address. */
  returnText: text,
  hotline: text,
});
export type EvaluationSlip = v.InferOutput<typeof evaluationSlipSchema>;
