import * as v from 'valibot';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { idSchema, type FeePaymentId, type OfficerId, type ShiftEntryId, type ShiftId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';
import { feeReceiptNumberSchema } from './fee-receipt-number.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positiveVnd = v.pipe(amountVndSchema, v.minValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** May be below zero. */
const signedVnd = v.pipe(v.number(), v.safeInteger());
const means = v.picklist(['cash', 'bankTransfer']);

/** What one shift took in and gave out. `expectedCashVnd` is what must be in the drawer. */
export const shiftTotalsSchema = v.object({
  floatVnd: amountVndSchema,
  cashCollectedVnd: amountVndSchema,
  /** Voids and refunds paid out of this drawer. */
  cashReturnedVnd: amountVndSchema,
  cashInVnd: amountVndSchema,
  cashOutVnd: amountVndSchema,
  /** Late items entered after the shift was closed: in less out. */
  cashCorrectedVnd: signedVnd,
  expectedCashVnd: signedVnd,
  transferClaimedVnd: amountVndSchema,
  transferConfirmedVnd: amountVndSchema,
  transferReturnedVnd: amountVndSchema,
  paymentCount: count,
  voidCount: count,
  refundCount: count,
});
export type ShiftTotals = Readonly<v.InferOutput<typeof shiftTotalsSchema>>;

/** Kiểm đếm: so many notes of one denomination. */
export const countedNotesSchema = v.object({ denominationVnd: positiveVnd, count });
export type CountedNotes = v.InferOutput<typeof countedNotesSchema>;

const entry = {
  shiftEntryId: idSchema<ShiftEntryId>(),
  /** The shift in whose drawer and on whose line the entry belongs. */
  shiftId: idSchema<ShiftId>(),
  recordedAt: instantSchema,
  recordedBy: idSchema<OfficerId>(),
};
/** The second officer, who gave the own PIN for it. Never the one who records. */
const approvedBy = idSchema<OfficerId>();
const reason = text;

/**
 * One line in the books of a shift (ca trực). Entries and payments together are the whole account: both are only ever
 * added, in the order of the shift's line.
 */
export const shiftEntrySchema = v.variant('kind', [
  /** Mở ca: the money in the drawer before the first citizen. Once for a shift. */
  v.object({
    ...entry,
    kind: v.literal('shiftOpened'),
    floatVnd: amountVndSchema,
    handedOverFrom: v.nullable(idSchema<ShiftId>()),
  }),
  /** Cash put into or taken out of the drawer that is nobody's fee. */
  v.object({
    ...entry,
    kind: v.literal('cashMoved'),
    direction: v.picklist(['in', 'out']),
    purpose: v.picklist(['changeFund', 'bankDeposit', 'other']),
    amountVnd: positiveVnd,
    reason,
  }),
  /** Hủy: the payment should not have been taken, or not like this. All of it that is left goes back. */
  v.object({
    ...entry,
    kind: v.literal('feeReceiptVoided'),
    feePaymentId: idSchema<FeePaymentId>(),
    /** What had been paid and not refunded before. */
    amountVnd: amountVndSchema,
    means,
    reason,
    approvedBy,
    /** The payment collected in its place, which follows on the line. */
    replacedBy: v.nullable(idSchema<FeePaymentId>()),
  }),
  /** Hoàn: the agency cannot perform what was paid for (FE-09). The receipt stays. */
  v.object({
    ...entry,
    kind: v.literal('feeRefunded'),
    feePaymentId: idSchema<FeePaymentId>(),
    amountVnd: positiveVnd,
    means,
    reason,
    approvedBy,
  }),
  /** A claimed transfer was found at the bank (FE-11). */
  v.object({
    ...entry,
    kind: v.literal('transferConfirmed'),
    feePaymentId: idSchema<FeePaymentId>(),
    via: v.picklist(['bankFile', 'province', 'officer']),
    bankReference: text,
    receivedOn: localDateSchema,
    /** Drawn now, where the province leases official numbers. */
    receiptNumber: v.optional(feeReceiptNumberSchema),
  }),
  /** Chốt ca: nothing but corrections follows. `totals` are what the station has; the gateway must come to the same. */
  v.object({
    ...entry,
    kind: v.literal('shiftClosed'),
    totals: shiftTotalsSchema,
    counted: v.array(countedNotesSchema),
    countedVnd: amountVndSchema,
    /** Counted less expected. */
    differenceVnd: signedVnd,
    differenceReason: v.nullable(text),
    handedOverTo: v.nullable(idSchema<OfficerId>()),
  }),
  /** A late item of a closed shift, entered on another day with its own date. */
  v.object({
    ...entry,
    kind: v.literal('shiftCorrected'),
    correctedOn: localDateSchema,
    direction: v.picklist(['in', 'out']),
    amountVnd: positiveVnd,
    reason,
    approvedBy,
  }),
]);
export type ShiftEntry = Readonly<v.InferOutput<typeof shiftEntrySchema>>;
export type ShiftEntryKind = ShiftEntry['kind'];
