import * as v from 'valibot';
import { feeItemSchema } from '#shared/domain/dossier.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { idSchema, type DossierId, type FeePaymentId, type OfficerId, type ShiftId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import { feeReceiptNumberSchema } from './fee-receipt-number.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** Who paid, when it is not the applicant: printed on the fee receipt. Personal data: never logged. */
export const payerSchema = v.object({
  name: text,
  /** Mã số thuế, or the personal id number. */
  taxCode: v.optional(text),
  address: v.optional(text),
});
export type Payer = v.InferOutput<typeof payerSchema>;

/**
 * A fee taken at the counter. Travels on the line of its shift, so that a parked dossier never holds back money
 * (ADR-0009). Never edited: a mistake is voided and, where money stays, collected anew with `replaces`.
 *
 * `cash` is in the drawer. `bankTransfer` is only what the citizen says until it is confirmed against the bank or the
 * gateway (FE-11; domain term: claimed, then confirmed).
 */
export const feePaymentSchema = v.object({
  feePaymentId: idSchema<FeePaymentId>(),
  shiftId: idSchema<ShiftId>(),
  dossierId: idSchema<DossierId>(),
  dossierCode: text,
  means: v.picklist(['cash', 'bankTransfer']),
  /** What stays: the sum of the lines. */
  amountVnd: amountVndSchema,
  /** What this payment pays of each line: `amountVnd` of a line is the part paid now. */
  feeItems: v.array(feeItemSchema),
  collectedAt: instantSchema,
  collectedBy: idSchema<OfficerId>(),
  payer: v.optional(payerSchema),
  /** Cash handed over; what is above the amount was given back. */
  tenderedVnd: v.optional(amountVndSchema),
  /** The number drawn in the same transaction. None for a claimed transfer where the province leases official numbers. */
  receiptNumber: v.optional(feeReceiptNumberSchema),
  /** Where and under which words the citizen was asked to transfer. */
  transfer: v.optional(v.object({ beneficiaryAccountId: v.optional(text), purpose: text })),
  /** The voided payment that this one stands for (TT 91/2026/TT-BTC Đ20.2). */
  replaces: v.optional(idSchema<FeePaymentId>()),
});
export type FeePayment = v.InferOutput<typeof feePaymentSchema>;
