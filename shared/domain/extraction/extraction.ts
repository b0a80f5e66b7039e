import * as v from 'valibot';
import { pageBoxSchema } from '#shared/domain/recognised-page.ts';
import { idSchema, type OfficerId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';

const fieldTextSchema = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500));

/** The data that has to be taken from a digitised paper (TT 01/2023/TT-VPCP; DG-05). What a paper does not say is absent. */
export const extractionFieldsSchema = v.object({
  /** Số, ký hiệu: `123/QĐ-UBND`. */
  numberSymbol: v.optional(fieldTextSchema),
  issuedOn: v.optional(localDateSchema),
  /** Cơ quan ban hành. */
  issuingBody: v.optional(fieldTextSchema),
  /** Người ký. */
  signerName: v.optional(fieldTextSchema),
  /** Trích yếu nội dung. */
  abstract: v.optional(fieldTextSchema),
  /** Whom the paper is about or was issued to (chủ giấy tờ). */
  holderName: v.optional(fieldTextSchema),
  holderIdNumber: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/))),
});
export type ExtractionFields = Readonly<v.InferOutput<typeof extractionFieldsSchema>>;
export type ExtractionField = keyof ExtractionFields;

export const EXTRACTION_FIELDS = [
  'numberSymbol',
  'issuedOn',
  'issuingBody',
  'signerName',
  'abstract',
  'holderName',
  'holderIdNumber',
] as const satisfies readonly ExtractionField[];

/** What an officer has confirmed. There is no unconfirmed extraction: that is a proposal, and nothing is built on it. */
export const extractionSchema = v.object({
  fields: extractionFieldsSchema,
  /** Where the values came from before the officer looked at them. */
  proposedBy: v.picklist(['ocr', 'typed']),
  confirmedAt: instantSchema,
  confirmedBy: idSchema<OfficerId>(),
});
export type Extraction = Readonly<v.InferOutput<typeof extractionSchema>>;

const placeSchema = {
  /** From 0, in the order of the pages that were read. */
  pageIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** One for each row the value stands on. */
  boxes: v.pipe(v.array(pageBoxSchema), v.readonly()),
  /** The least sure word of it, 0–100. */
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
};
const proposedTextSchema = v.object({ value: fieldTextSchema, ...placeSchema });

/** What was found on the pages by reading them: shown beside the page, never stored as true. */
export const extractionProposalSchema = v.object({
  numberSymbol: v.optional(proposedTextSchema),
  issuedOn: v.optional(v.object({ value: localDateSchema, ...placeSchema })),
  issuingBody: v.optional(proposedTextSchema),
  signerName: v.optional(proposedTextSchema),
  abstract: v.optional(proposedTextSchema),
  holderName: v.optional(proposedTextSchema),
  holderIdNumber: v.optional(proposedTextSchema),
});
export type ExtractionProposal = Readonly<v.InferOutput<typeof extractionProposalSchema>>;
export type ProposedText = Readonly<v.InferOutput<typeof proposedTextSchema>>;
