import * as v from 'valibot';
import { feeReceiptBookSchema, feeReceiptSettingsSchema } from '#shared/domain/money/fee-receipt-book.ts';
import { feeReceiptNumberSchema } from '#shared/domain/money/fee-receipt-number.ts';
import { catalogueSchema, numberBandSchema, numberBlockSchema } from '#shared/domain/office.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { digitisedPaperSchema } from '#shared/domain/reuse.ts';
import { idSchema, sha256Schema, type StationId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema, type LocalDate } from '#shared/kernel/instant.ts';
import { operationSchema } from './operation.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Public P-256 key as JWK members (base64url); the private half never leaves the station. */
export const publicKeySchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});

/** POST /v1/stations: enrols a station with a one-time code. */
export const enrolRequestSchema = v.object({
  enrolmentCode: text,
  stationName: text,
  publicKey: publicKeySchema,
});
export const enrolResponseSchema = v.object({
  stationId: idSchema<StationId>(),
  stationName: text,
  agencyCode: text,
});

/**
 * POST /v1/sessions: a station proves its key. `signature` is base64url of ECDSA P-256/SHA-256 (IEEE P1363, 64 bytes)
 * over the UTF-8 text `qmc-session:<stationId>:<issuedAt>:<nonce>`.
 */
export const sessionRequestSchema = v.object({
  stationId: idSchema<StationId>(),
  issuedAt: instantSchema,
  nonce: text,
  signature: text,
});
/** `token` goes into `Authorization: Bearer`; kept in memory only. `serverNow` lets the station notice a wrong clock. */
export const sessionResponseSchema = v.object({ token: text, expiresAt: instantSchema, serverNow: instantSchema });

/** The most operations one batch may carry. */
export const MAX_BATCH_OPERATIONS = 500;
/** The most bytes (uncompressed JSON) one batch may carry. */
export const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** The most bytes one blob may have. */
export const MAX_BLOB_BYTES = 100 * 1024 * 1024;

/** POST /v1/operations. Items are read one by one: a bad item is refused, its neighbours are still applied. */
export const batchRequestSchema = v.object({
  operations: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(MAX_BATCH_OPERATIONS)),
});
/** What the client builds; each item follows `operationSchema`. */
export const typedBatchRequestSchema = v.object({ operations: v.array(operationSchema) });

/** Stable reasons for which one operation is refused for good and needs a person. */
export const refusalCodeSchema = v.picklist([
  'malformedOperation',
  'unsupportedProtocol',
  'operationIdReused',
  'sequenceReused',
  'signatureInvalid',
  'payloadHashMismatch',
  'foreignStation',
  'outOfOrder',
  'unknownProcedureVersion',
  'numberNotLeased',
  'numberReturned',
  'numberOfAnotherDay',
  'numberDayOutOfRange',
  'dossierCodeTaken',
  'unknownDossier',
  'illegalState',
  'amountMismatch',
  /** The payment that it speaks of is not known. */
  'unknownPayment',
  /** More would go back than was paid. */
  'refundExceedsPayment',
  /** The number of a fee receipt that this station was not given, or has used. */
  'feeReceiptNumberInvalid',
  /** The shift is closed: only corrections follow. */
  'shiftClosed',
  /** Nobody else approved, or somebody who may not. */
  'approvalMissing',
  /** The totals of the shift are not what its entries add up to. */
  'shiftTotalsMismatch',
  /** The number of an identity card that is valid no more, where the province asks for the personal id number. */
  'oldIdNumber',
  /** What it was to replace has been accepted after all. */
  'replacedAlreadyAccepted',
]);
export type RefusalCode = v.InferOutput<typeof refusalCodeSchema>;

/** One answer per item, in the order sent. `detail` is Vietnamese for the officer and names no person. */
export const itemOutcomeSchema = v.variant('outcome', [
  v.object({ operationId: v.string(), outcome: v.literal('accepted'), acceptedAt: instantSchema }),
  v.object({ operationId: v.string(), outcome: v.literal('alreadyAccepted'), acceptedAt: instantSchema }),
  /** Not yet: an operation it depends on is not here. Sent again later. */
  v.object({ operationId: v.string(), outcome: v.literal('retryLater') }),
  v.object({ operationId: v.string(), outcome: v.literal('refused'), code: refusalCodeSchema, detail: text }),
]);
export type ItemOutcome = v.InferOutput<typeof itemOutcomeSchema>;
export const batchResponseSchema = v.object({ outcomes: v.array(itemOutcomeSchema), serverNow: instantSchema });

/** Uploads follow tus 1.0: POST here, then HEAD and PATCH at `{UPLOADS_PATH}/{hash}`. */
export const UPLOADS_PATH = '/v1/uploads';
export const TUS_VERSION = '1.0.0';
/** On every answer of an upload that is accepted: `blobResponseSchema` as JSON, also where there is no body. */
export const BLOB_HEADER = 'x-qmc-blob';
/** The code of a problem, on every problem: the answer to HEAD has no body to read it from. */
export const PROBLEM_HEADER = 'x-qmc-problem';

/** What an accepted upload is answered with: the hash the gateway computed from the bytes it has safely stored. */
export const blobResponseSchema = v.object({ hash: sha256Schema, sizeBytes: count, storedAt: instantSchema });

/**
 * POST /v1/citizen-store/papers: digitised papers of a person or an organisation that may be used again. The number goes
 * in the body: an address is logged on its way.
 */
export const papersRequestSchema = v.object({
  /** Số định danh cá nhân, or a tax code. */
  applicantNumber: v.pipe(v.string(), v.regex(/^[0-9-]{9,14}$/)),
});
export const papersResponseSchema = v.object({ papers: v.array(digitisedPaperSchema) });

/** POST /v1/leases: number blocks of the station's own agency for each day named. */
export const leaseRequestSchema = v.object({
  /** Made by the station; asking again with the same id returns the same blocks. */
  requestId: text,
  days: v.pipe(v.array(localDateSchema), v.minLength(1), v.maxLength(31)),
  size: v.pipe(positive, v.maxValue(500)),
});
export const leaseResponseSchema = v.object({
  blocks: v.array(numberBlockSchema),
  /** The numbers of every day that only this station may use without a lease; always the same. */
  band: v.optional(numberBandSchema),
});

/** The most ranges one return may name. */
export const MAX_RETURN_RANGES = 500;
/** A whole block or band of one day, as it was given, and the first number of it that was not used (`to` + 1: none left). */
export interface NumberRange {
  readonly workingOn: LocalDate;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}
const numberRangeSchema: v.GenericSchema<unknown, NumberRange> = v.pipe(
  v.object({ workingOn: localDateSchema, from: positive, to: positive, next: positive }),
  v.check(({ from, to, next }) => from <= next && next <= to + 1),
);
/** POST /v1/number-returns: which numbers of its blocks and its band the station will never use. */
export const returnRequestSchema = v.object({
  /** Made by the station; the same id with the same ranges is recorded once. */
  requestId: text,
  ranges: v.pipe(v.array(numberRangeSchema), v.minLength(1), v.maxLength(MAX_RETURN_RANGES)),
});
export const returnResponseSchema = v.object({ recordedAt: instantSchema });

/** POST /v1/fee-receipt-books: a range of official numbers of this year's serial, for this station alone. */
export const feeReceiptBookRequestSchema = v.object({
  /** Made by the station; asking again with the same id returns the same book. */
  requestId: text,
  /** The calendar year of the book: this one, or the next in December. */
  year: v.pipe(v.number(), v.integer(), v.minValue(2026), v.maxValue(9999)),
  size: v.pipe(positive, v.maxValue(1000)),
});
export const feeReceiptBookResponseSchema = v.object({ book: feeReceiptBookSchema });
export type FeeReceiptBookRequest = v.InferOutput<typeof feeReceiptBookRequestSchema>;
export type FeeReceiptBookResponse = v.InferOutput<typeof feeReceiptBookResponseSchema>;

/** One row of 01/TH-BLĐT: one fee of one receipt, in the columns of the form (TT 91/2026/TT-BTC, annex). */
export const dailyFeeReceiptRowSchema = v.object({
  ordinal: positive,
  formSymbol: text,
  bookSerial: text,
  number: positive,
  issuedOn: localDateSchema,
  feeName: text,
  amountVnd: amountVndSchema,
  /** Mức thu: the fee before any reduction. */
  rateVnd: amountVndSchema,
  status: v.picklist(['new', 'replacement', 'cancelled']),
  /** Mới, Thay thế, Hủy. */
  statusName: text,
  /** Kỳ điều chỉnh; never filled: nothing is adjusted, only replaced. */
  adjustedPeriod: v.nullable(text),
  /** The receipt that this one replaces. */
  relatedReceipt: v.nullable(feeReceiptNumberSchema),
  /** Why it, or the receipt that it replaces, was voided. */
  explanation: v.nullable(text),
  note: v.nullable(text),
});
export type DailyFeeReceiptRow = v.InferOutput<typeof dailyFeeReceiptRowSchema>;
/** GET /v1/fee-receipts/daily?on=YYYY-MM-DD: the daily table of the station's agency. */
export const dailyFeeReceiptsResponseSchema = v.object({
  on: localDateSchema,
  agencyCode: text,
  /** `null` when the agency makes no official receipts. */
  collectingBody: v.nullable(feeReceiptSettingsSchema.entries.collectingBody),
  rows: v.array(dailyFeeReceiptRowSchema),
});
export type DailyFeeReceiptsResponse = v.InferOutput<typeof dailyFeeReceiptsResponseSchema>;

/** GET /v1/catalogue (ETag = catalogueVersion). */
export const catalogueResponseSchema = catalogueSchema;

/** GET /v1/changes?cursor=N&limit=M: what the province has to tell this station, in order. */
export const changeSchema = v.object({
  /** Rises by commit order; the cursor is the last one applied. */
  changeNumber: positive,
  /** See changes.ts. Kinds this build does not know are kept as deferred and replayed after an update. */
  kind: text,
  payload: v.unknown(),
});
export type Change = v.InferOutput<typeof changeSchema>;
export const changesResponseSchema = v.object({
  changes: v.array(changeSchema),
  nextCursor: count,
  hasMore: v.boolean(),
});
/** GET /v1/changes/stream?cursor=N, one `change` event: there is something up to this number; it is fetched as ever. */
export const changeNoticeSchema = v.object({ changeNumber: positive });

/** RFC 9457 problem details; `code` is the stable part, `type` is `urn:qmc:problem:<code>`. */
export const problemSchema = v.object({
  type: text,
  title: text,
  status: positive,
  code: text,
  detail: v.optional(text),
});
export type Problem = v.InferOutput<typeof problemSchema>;
/** Problem codes that stop the whole queue instead of one item. */
export const PAUSING_PROBLEM_CODES = [
  'sessionExpired',
  'stationBlocked',
  'protocolTooOld',
  'enrolmentInvalid',
] as const;

export type EnrolRequest = v.InferOutput<typeof enrolRequestSchema>;
export type EnrolResponse = v.InferOutput<typeof enrolResponseSchema>;
export type SessionRequest = v.InferOutput<typeof sessionRequestSchema>;
export type SessionResponse = v.InferOutput<typeof sessionResponseSchema>;
export type BatchResponse = v.InferOutput<typeof batchResponseSchema>;
export type BlobResponse = v.InferOutput<typeof blobResponseSchema>;
export type PapersRequest = v.InferOutput<typeof papersRequestSchema>;
export type PapersResponse = v.InferOutput<typeof papersResponseSchema>;
export type LeaseRequest = v.InferOutput<typeof leaseRequestSchema>;
export type ReturnRequest = v.InferOutput<typeof returnRequestSchema>;
export type ReturnResponse = v.InferOutput<typeof returnResponseSchema>;
export type LeaseResponse = v.InferOutput<typeof leaseResponseSchema>;
export type ChangesResponse = v.InferOutput<typeof changesResponseSchema>;
