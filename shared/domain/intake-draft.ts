import * as v from 'valibot';
import { idSchema, type DossierComponentId, type DossierId, type DraftId, type OfficerId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import { componentFileSchema, dataSourceSchema, feeQuantitySchema, resultReturnSchema } from './dossier.ts';
import { channelSchema } from './procedure.ts';
import { receiptWaySchema } from './receipt-way.ts';
import { scannedPageSchema } from './scanned-page.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const typed = v.string();

/** Applicant as typed so far: every field may be empty or wrong. `birthOn` is typed text, dd/mm/yyyy. */
export const draftApplicantSchema = v.object({
  kind: v.picklist(['citizen', 'organisation']),
  fullName: typed,
  personalIdNumber: typed,
  birthOn: typed,
  gender: v.nullable(v.picklist(['male', 'female'])),
  organisationName: typed,
  taxCode: typed,
  address: typed,
  phone: typed,
  email: typed,
  dataSource: dataSourceSchema,
});

export const draftSubmitterSchema = v.object({
  isApplicantInPerson: v.boolean(),
  relation: v.picklist(['onBehalf', 'authorisedRepresentative', 'postalStaff']),
  authorisation: typed,
  fullName: typed,
  personalIdNumber: typed,
  phone: typed,
});

/** One row of the checklist. `isReceived` is the officer's tick; counts may be corrected by hand. */
export const draftComponentSchema = v.object({
  componentId: idSchema<DossierComponentId>(),
  requirementId: v.string(),
  isReceived: v.boolean(),
  received: v.object({ original: count, certifiedCopy: count, copy: count }),
  note: typed,
  /** Files that go out as they came in. */
  files: v.array(componentFileSchema),
  /** Captured pictures in the order of the paper. */
  pages: v.array(scannedPageSchema),
  /** Pages of the paper as counted by the officer; `null` = not counted yet. */
  paperPageCount: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** How the fee is taken at intake, as typed so far. */
export const draftPaymentSchema = v.object({
  /** `null`: all that is owed. */
  amountVnd: v.nullable(v.number()),
  /** Cash handed over; `null`: the amount to the đồng. */
  tenderedVnd: v.nullable(v.number()),
  hasOtherPayer: v.boolean(),
  payerName: typed,
  payerTaxCode: typed,
  payerAddress: typed,
});
export type DraftPayment = v.InferOutput<typeof draftPaymentSchema>;

/** The applicant pays all of it to the đồng. */
export const PLAIN_PAYMENT: DraftPayment = {
  amountVnd: null,
  tenderedVnd: null,
  hasOtherPayer: false,
  payerName: '',
  payerTaxCode: '',
  payerAddress: '',
};

/** A half-typed intake. Saves itself as a draft row; becomes a `Dossier` only through `decideAcceptDossier`. */
export const intakeDraftSchema = v.object({
  draftId: idSchema<DraftId>(),
  /** The dossier's id from the first second; it never changes. */
  dossierId: idSchema<DossierId>(),
  procedureCode: v.nullable(v.string()),
  /** Pinned when the procedure is picked. */
  procedureVersion: v.nullable(v.number()),
  channel: channelSchema,
  applicant: draftApplicantSchema,
  submitter: draftSubmitterSchema,
  summary: typed,
  components: v.array(draftComponentSchema),
  /** By `feeRateId`. */
  feeQuantities: v.record(v.string(), feeQuantitySchema),
  /** `feeRateId` → `exemptionId`. */
  feeExemptions: v.record(v.string(), v.string()),
  /** How the fee is taken now; `later` when it is not collected at intake. */
  paymentMeans: v.picklist(['cash', 'bankTransfer', 'later']),
  payment: v.optional(draftPaymentSchema, PLAIN_PAYMENT),
  /** By `feeRateId`: what the citizen showed to claim an exemption or reduction. */
  feeExemptionEvidence: v.optional(v.record(v.string(), v.string()), {}),
  /** What was owed when the form was typed in last: a draft may be gone on with under another day's rules. */
  quotedFeeVnd: v.optional(v.nullable(v.number()), null),
  resultReturn: resultReturnSchema,
  /** As ticked so far; `decideReceiptDelivery` says what counts. */
  receiptDelivery: v.optional(v.array(receiptWaySchema)),
  /** The citizen agrees that digitised papers are kept in the citizen's store once the dossier is settled (DG-08). */
  hasStoreConsent: v.boolean(),
  startedAt: instantSchema,
  updatedAt: instantSchema,
  startedBy: idSchema<OfficerId>(),
});
export type IntakeDraft = v.InferOutput<typeof intakeDraftSchema>;
export type DraftApplicant = v.InferOutput<typeof draftApplicantSchema>;
export type DraftComponent = v.InferOutput<typeof draftComponentSchema>;
