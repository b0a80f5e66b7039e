import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { count, paperHead, positive, signedVnd, text } from './paper-parts.ts';

/** Biên bản chốt ca: the drawer of one shift on paper, A4. */
export const shiftReportSchema = v.object({
  kind: v.literal('shiftReport'),
  ...paperHead,
  shiftName: text,
  counterName: text,
  stationName: text,
  officerName: text,
  openedAt: instantSchema,
  /** `null` while the shift is open: an interim report. */
  closedAt: v.nullable(instantSchema),
  floatVnd: amountVndSchema,
  /** From whom the float came, e.g. the officer before. */
  floatFrom: v.nullable(text),
  /** Everything that went in or out, in order. */
  movements: v.array(
    v.object({ at: instantSchema, text, reference: v.nullable(text), meansText: text, amountVnd: signedVnd }),
  ),
  totalsByMeans: v.array(v.object({ meansText: text, count, amountVnd: signedVnd })),
  /** Receipts and slips by book: every number is used, void or unused. */
  books: v.array(
    v.object({ name: text, from: text, to: text, usedCount: count, voidCount: count, unusedCount: count }),
  ),
  denominations: v.array(v.object({ denominationVnd: positive, count, amountVnd: amountVndSchema })),
  expectedVnd: signedVnd,
  countedVnd: amountVndSchema,
  differenceVnd: signedVnd,
  differenceReason: v.nullable(text),
  /** Late items, entered as dated corrections to this shift. */
  corrections: v.array(v.object({ at: instantSchema, text, amountVnd: signedVnd })),
  handedOverVnd: amountVndSchema,
  handedOverTo: v.nullable(text),
  countedInWords: text,
});
export type ShiftReport = v.InferOutput<typeof shiftReportSchema>;
