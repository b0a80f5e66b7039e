import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const amountVnd = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const CITIZEN_FIELDS = [
  ...(['fullName', 'personalIdNumber', 'birthOn', 'gender', 'address'] as const),
  ...(['organisationName', 'taxCode'] as const),
] as const;
export type CitizenField = (typeof CITIZEN_FIELDS)[number];

/** What is asked to be confirmed; `askId` names exactly these fields with exactly these values. */
export const askedPersonSchema = v.object({
  askId: text,
  isFromCard: v.boolean(),
  /** `gender` carries `male` or `female`; of a number read from a card only the last digits are here. */
  fields: v.pipe(v.array(v.object({ field: v.picklist(CITIZEN_FIELDS), text })), v.minLength(1)),
});
export type AskedPerson = v.InferOutput<typeof askedPersonSchema>;

const feesSchema = v.object({
  lines: v.array(v.object({ kind: v.picklist(['fee', 'charge']), name: text, amountVnd })),
  totalVnd: amountVnd,
});
export type CitizenFees = v.InferOutput<typeof feesSchema>;

/** A transfer that the citizen may make now; `qrText` is the whole VietQR code. A request, never proof of payment. */
export const transferSchema = v.object({
  qrText: text,
  amountVnd,
  bankName: text,
  accountNumber: text,
  accountName: text,
  purpose: text,
});
export type Transfer = v.InferOutput<typeof transferSchema>;

export const ratingStateSchema = v.picklist(['asked', 'recorded', 'alreadyRated', 'failed']);
export type RatingState = v.InferOutput<typeof ratingStateSchema>;

/** What stands on the citizen's screen. After acceptance there is nothing of the person but the code. */
export const citizenStageSchema = v.variant('stage', [
  v.object({ stage: v.literal('idle') }),
  v.object({
    stage: v.literal('intake'),
    person: v.nullable(askedPersonSchema),
    procedureName: v.nullable(text),
    receivedPapers: v.array(text),
    paperCount: count,
    fees: v.nullable(feesSchema),
  }),
  v.object({
    stage: v.literal('accepted'),
    dossierCode: text,
    isProvisional: v.boolean(),
    /** What the QR of the receipt says. */
    qrText: text,
    resultDueAt: instantSchema,
    fees: feesSchema,
    transfer: v.nullable(transferSchema),
    rating: ratingStateSchema,
  }),
]);
export type CitizenStage = v.InferOutput<typeof citizenStageSchema>;
export type StageOf<Name extends CitizenStage['stage']> = Extract<CitizenStage, { readonly stage: Name }>;

export const citizenViewSchema = v.object({
  officeName: text,
  isSample: v.boolean(),
  language: v.picklist(['vi', 'en']),
  content: citizenStageSchema,
});
export type CitizenView = v.InferOutput<typeof citizenViewSchema>;
