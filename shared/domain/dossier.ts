import * as v from 'valibot';
import {
  idSchema,
  sha256Schema,
  type DossierComponentId,
  type DossierId,
  type OfficerId,
  type StationId,
} from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema, channelSchema } from './procedure.ts';
import { receiptWaySchema } from './receipt-way.ts';
import { capturedBySchema, scannedPageSchema } from './scanned-page.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * The ten national states (trạng thái hồ sơ), keyed by our name; the value is the national code 1–10
 * sent to the national portal (domain.md 1.5).
 */
export const DOSSIER_STATE_CODES = {
  registered: 1,
  accepted: 2,
  refused: 3,
  processing: 4,
  supplementRequested: 5,
  paymentRequested: 6,
  withdrawn: 7,
  discontinued: 8,
  resolved: 9,
  returned: 10,
} as const;
export const dossierStateSchema = v.picklist([
  'registered',
  'accepted',
  'refused',
  'processing',
  'supplementRequested',
  'paymentRequested',
  'withdrawn',
  'discontinued',
  'resolved',
  'returned',
]);
export type DossierState = v.InferOutput<typeof dossierStateSchema>;

/** Where a value came from, shown beside the field: read from the card's code, or typed. */
export const dataSourceSchema = v.picklist(['idCardQr', 'typed']);
export type DataSource = v.InferOutput<typeof dataSourceSchema>;

const contact = {
  address: text,
  phone: optionalText,
  email: optionalText,
};

/** Cá nhân. `personalIdNumber` is the 12-digit number (số định danh cá nhân) or a 9-digit CMND. Personal data: never logged. */
export const citizenSchema = v.object({
  kind: v.literal('citizen'),
  fullName: text,
  personalIdNumber: text,
  birthOn: v.optional(localDateSchema),
  gender: v.optional(v.picklist(['male', 'female'])),
  dataSource: dataSourceSchema,
  ...contact,
});
/** Tổ chức, doanh nghiệp. `taxCode`: 10, 13 or 12 digits (domain.md 5.3). */
export const organisationSchema = v.object({
  kind: v.literal('organisation'),
  organisationName: text,
  taxCode: text,
  dataSource: dataSourceSchema,
  ...contact,
});
/** Chủ hồ sơ: the person or organisation the dossier belongs to. */
export const applicantSchema = v.variant('kind', [citizenSchema, organisationSchema]);
export type Applicant = v.InferOutput<typeof applicantSchema>;
export type Citizen = v.InferOutput<typeof citizenSchema>;

/** Người nộp: who stands at the counter (IN-12). `applicantInPerson` for the owner himself. */
export const submitterSchema = v.variant('kind', [
  v.object({ kind: v.literal('applicantInPerson') }),
  v.object({
    kind: v.literal('other'),
    relation: v.picklist(['onBehalf', 'authorisedRepresentative', 'postalStaff']),
    /** Authorisation paper (giấy ủy quyền) shown, when `authorisedRepresentative`. */
    authorisation: optionalText,
    fullName: text,
    personalIdNumber: text,
    phone: optionalText,
  }),
]);
export type Submitter = v.InferOutput<typeof submitterSchema>;

/** A file that goes out as it came in. The bytes live in the blob store under `hash`. */
export const componentFileSchema = v.object({
  hash: sha256Schema,
  fileName: text,
  mediaType: v.picklist(['image/jpeg', 'image/png', 'application/pdf']),
  sizeBytes: count,
  pageCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
  capturedBy: capturedBySchema,
  capturedAt: instantSchema,
  /** For a paper that was digitised for an earlier dossier and, as the citizen agreed, was not asked for again. */
  reusedFrom: v.optional(
    v.object({
      dossierId: idSchema<DossierId>(),
      dossierCode: text,
      componentId: idSchema<DossierComponentId>(),
      source: v.picklist(['here', 'citizenStore']),
      consentAt: instantSchema,
    }),
  ),
});
export type ComponentFile = v.InferOutput<typeof componentFileSchema>;

/** Thành phần hồ sơ đã nộp: what was handed over for one requirement. Counts are sheets received. */
export const dossierComponentSchema = v.object({
  componentId: idSchema<DossierComponentId>(),
  requirementId: text,
  name: text,
  received: v.object({ original: count, certifiedCopy: count, copy: count }),
  note: optionalText,
  files: v.array(componentFileSchema),
  /** In the order of the paper; they follow as one PDF (`digitiseComponent`). */
  pages: v.array(scannedPageSchema),
  /** Pages that the officer counted on the paper (TT 01/2023/TT-VPCP Đ8.2a–c); `null` when nothing was scanned. */
  paperPageCount: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type DossierComponent = v.InferOutput<typeof dossierComponentSchema>;

/** What a formula is multiplied with: pages of the original, copies asked for, or units. */
export const feeQuantitySchema = v.object({ pages: count, units: count });
export type FeeQuantity = v.InferOutput<typeof feeQuantitySchema>;

/** One evaluated line (phí or lệ phí), frozen at acceptance with the dated rule that produced it. */
export const feeItemSchema = v.object({
  feeRateId: text,
  kind: v.picklist(['fee', 'charge']),
  name: text,
  quantity: feeQuantitySchema,
  fullAmountVnd: amountVndSchema,
  exemptionId: v.nullable(text),
  /** What the citizen showed to claim it (Luật Phí và lệ phí Đ10). Personal data: never logged. */
  exemptionEvidence: v.optional(text),
  amountVnd: amountVndSchema,
  legalBasis: text,
});
export type FeeItem = v.InferOutput<typeof feeItemSchema>;

/** IN-24: how the result is to be handed over; the default is paper at the receiving counter. */
export const resultReturnSchema = v.picklist(['atCounter', 'post', 'electronic']);
export type ResultReturn = v.InferOutput<typeof resultReturnSchema>;

/** Hồ sơ: the aggregate that is stored, sent and printed as one. */
export const dossierSchema = v.object({
  dossierId: idSchema<DossierId>(),
  /** Official code (mã số hồ sơ), final once printed. Equal to `provisionalCode` until the province has given one. */
  dossierCode: text,
  /** Mã tạm, when this station had no number left; kept beside the official code for good. */
  provisionalCode: optionalText,
  /** Order number of the day inside the agency (số thứ tự); the station's running number while the code is provisional. */
  orderNumber: v.pipe(v.number(), v.integer(), v.minValue(1)),
  agencyCode: text,
  stationId: idSchema<StationId>(),
  procedureCode: text,
  procedureVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  procedureName: text,
  sectorCode: text,
  state: dossierStateSchema,
  channel: channelSchema,
  summary: optionalText,
  applicant: applicantSchema,
  submitter: submitterSchema,
  components: v.array(dossierComponentSchema),
  setCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
  feeItems: v.array(feeItemSchema),
  /** Sum of `feeItems[].amountVnd`. */
  feeTotalVnd: amountVndSchema,
  resultReturn: resultReturnSchema,
  /** How the citizen gets the receipt; absent = on paper, as it was before there was a choice. */
  receiptDelivery: v.optional(v.array(receiptWaySchema)),
  /** When the citizen agreed that digitised papers are kept in the citizen's store (DG-08); `null` = did not. */
  storeConsentAt: v.nullable(instantSchema),
  /** Filing time (thời điểm nộp); for counter dossiers the same as `acceptedAt`. */
  submittedAt: instantSchema,
  acceptedAt: instantSchema,
  /** When the time limit starts to run (IN-02, IN-03). */
  countedFromAt: instantSchema,
  resultDueAt: instantSchema,
  acceptedBy: idSchema<OfficerId>(),
  /** Grows by one with every local change; the gateway compares it. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Dossier = v.InferOutput<typeof dossierSchema>;
