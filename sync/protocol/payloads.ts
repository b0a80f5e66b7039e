import * as v from 'valibot';
import { applicantSchema, dossierComponentSchema, dossierSchema } from '#shared/domain/dossier.ts';
import { feePaymentSchema } from '#shared/domain/money/fee-payment.ts';
import { shiftEntrySchema } from '#shared/domain/money/shift-entry.ts';
import {
  idSchema,
  sha256Schema,
  type DossierComponentId,
  type DossierId,
  type OfficerId,
  type ScannedPageId,
} from '#shared/kernel/ids.ts';
import { noticeSchema } from '#shared/domain/notice.ts';
import { ratingSchema } from '#shared/domain/citizen-screen/rating.ts';
import { dossierFieldSchema } from '#shared/domain/dossier-fields.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** `acceptDossier`: the whole dossier as accepted; names the hashes of its scans, whose bytes follow. */
export const acceptDossierPayloadSchema = v.object({ dossier: dossierSchema });
/** A walk-in dossier that was not accepted: it keeps no official code, but is recorded (IN-09). */
const notAccepted = {
  dossierId: idSchema<DossierId>(),
  procedureCode: text,
  procedureVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  applicant: applicantSchema,
  components: v.array(dossierComponentSchema),
  decidedAt: instantSchema,
  decidedBy: idSchema<OfficerId>(),
  reason: text,
};
/** `requestSupplement` (Mẫu 02): complete list, given in one go (NĐ 61/2018 Đ17). */
export const requestSupplementPayloadSchema = v.object({
  ...notAccepted,
  missing: v.pipe(v.array(v.object({ requirementId: text, name: text, detail: text })), v.minLength(1)),
});
/** `refuseDossier` (Mẫu 03): reason in words. */
export const refuseDossierPayloadSchema = v.object(notAccepted);
/** `collectFee`: on the line of the shift. */
export const collectFeePayloadSchema = v.object({ payment: feePaymentSchema });
/** `recordShiftEntry`: one line in the books of a shift, on the line of that shift. */
export const recordShiftEntryPayloadSchema = v.object({ entry: shiftEntrySchema });
/** `proposeCorrection`: the counter asks the province to set fields as the counter has them (ADR-0017). Decides nothing. */
export const proposeCorrectionPayloadSchema = v.object({
  dossierId: idSchema<DossierId>(),
  /** The change that the counter's value gave way to. */
  changeNumber: v.pipe(v.number(), v.integer(), v.minValue(1)),
  fields: v.pipe(
    v.array(
      v.object({ field: dossierFieldSchema, province: v.nullable(v.string()), proposed: v.nullable(v.string()) }),
    ),
    v.minLength(1),
  ),
  proposedAt: instantSchema,
  proposedBy: idSchema<OfficerId>(),
});
/**
 * `digitiseComponent`: the scanned pages of an accepted component as one PDF, whose bytes follow as a blob
 * (TT 01/2023/TT-VPCP Đ8). `hash` names what was captured, page by page, in the order of the PDF.
 */
export const digitiseComponentPayloadSchema = v.object({
  dossierId: idSchema<DossierId>(),
  componentId: idSchema<DossierComponentId>(),
  file: v.object({
    hash: sha256Schema,
    mediaType: v.literal('application/pdf'),
    sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
    pageCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** What the file keeps to. */
    conformance: v.picklist(['PDF/A-2b', 'PDF 1.7']),
    hasTextLayer: v.boolean(),
  }),
  pages: v.array(v.object({ pageId: idSchema<ScannedPageId>(), hash: sha256Schema })),
  digitisedAt: instantSchema,
  digitisedBy: idSchema<OfficerId>(),
});
/** `recordExtraction`: data read from a digitised component and confirmed by an officer (TT 01/2023/TT-VPCP; DG-05). */
export const recordExtractionPayloadSchema = v.object({
  dossierId: idSchema<DossierId>(),
  componentId: idSchema<DossierComponentId>(),
  /** Name of the field to what the officer confirmed. */
  fields: v.record(text, text),
  confirmedAt: instantSchema,
  confirmedBy: idSchema<OfficerId>(),
});
/** `sendNotice`: on the line of the dossier, after it was accepted; the province sends it (RC-05, RC-06). */
export const sendNoticePayloadSchema = v.object({ notice: noticeSchema });
/** `rateDossier`: the citizen's own answer, on the dossier's line; one for each dossier (EV-02). */
export const rateDossierPayloadSchema = ratingSchema;
/** `storeBlob`: the bytes of one scan; sent as an upload, not in a batch. */
export const storeBlobPayloadSchema = v.object({
  hash: sha256Schema,
  mediaType: v.picklist(['image/jpeg', 'image/png', 'application/pdf']),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type AcceptDossierPayload = v.InferOutput<typeof acceptDossierPayloadSchema>;
export type RequestSupplementPayload = v.InferOutput<typeof requestSupplementPayloadSchema>;
export type RefuseDossierPayload = v.InferOutput<typeof refuseDossierPayloadSchema>;
export type CollectFeePayload = v.InferOutput<typeof collectFeePayloadSchema>;
export type RecordShiftEntryPayload = v.InferOutput<typeof recordShiftEntryPayloadSchema>;
export type ProposeCorrectionPayload = v.InferOutput<typeof proposeCorrectionPayloadSchema>;
export type StoreBlobPayload = v.InferOutput<typeof storeBlobPayloadSchema>;
export type DigitiseComponentPayload = v.InferOutput<typeof digitiseComponentPayloadSchema>;
export type RecordExtractionPayload = v.InferOutput<typeof recordExtractionPayloadSchema>;
export type SendNoticePayload = v.InferOutput<typeof sendNoticePayloadSchema>;
export type RateDossierPayload = v.InferOutput<typeof rateDossierPayloadSchema>;
