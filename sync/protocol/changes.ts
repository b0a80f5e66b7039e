import * as v from 'valibot';
import { announcementSchema } from '#shared/domain/announcement.ts';
import { dossierFieldSchema } from '#shared/domain/dossier-fields.ts';
import { dossierStateSchema } from '#shared/domain/dossier.ts';
import { noticeStateSchema } from '#shared/domain/notice.ts';
import { officerSchema } from '#shared/domain/office.ts';
import { feeReceiptNumberSchema } from '#shared/domain/money/fee-receipt-number.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { procedureResultSchema } from '#shared/domain/province-record.ts';
import { workCalendarDataSchema } from '#shared/domain/work-calendar-data.ts';
import { idSchema, type DossierId, type FeePaymentId, type NoticeId, type OfficerId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What the province may tell a station, by kind. A kind that is not here is kept and replayed by a newer build. */
export const CHANGE_PAYLOADS = {
  /** Fetch the catalogue again. */
  catalogueChanged: v.object({ catalogueVersion: positive }),
  /** The newer calendar counts, wherever it comes from. */
  workCalendarChanged: v.object({ workCalendar: workCalendarDataSchema }),
  /**
   * One account. `officer` (a new account, or another PIN) stands over the catalogue until one newer than
   * `overCatalogueVersion` comes; a block stands until the province lifts it.
   */
  officerChanged: v.object({
    officerId: idSchema<OfficerId>(),
    overCatalogueVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
    officer: v.nullable(officerSchema),
    isBlocked: v.boolean(),
    changedAt: instantSchema,
  }),
  /** A handling agency took a step. */
  dossierStateChanged: v.object({
    dossierId: idSchema<DossierId>(),
    state: dossierStateSchema,
    changedAt: instantSchema,
    reason: v.optional(text),
    agencyName: v.optional(text),
    resultDueAt: v.optional(instantSchema),
  }),
  /** Values were set right; `from` is what the province had before, `baseRevision` the version it worked on. */
  dossierCorrected: v.object({
    dossierId: idSchema<DossierId>(),
    baseRevision: positive,
    revision: positive,
    fields: v.pipe(
      v.array(v.object({ field: dossierFieldSchema, from: v.nullable(v.string()), to: v.nullable(v.string()) })),
      v.minLength(1),
    ),
    reason: text,
    agencyName: text,
    correctedAt: instantSchema,
  }),
  /**
   * What these operations of the station say of their predecessor contradicts what the province holds. They were applied
   * all the same; somebody has to find out why.
   */
  chainBroken: v.object({ stationSequences: v.pipe(v.array(positive), v.minLength(1)) }),
  /** The code of a dossier that was taken in under a provisional one. Both are kept. */
  officialCodeAssigned: v.object({
    dossierId: idSchema<DossierId>(),
    provisionalCode: text,
    dossierCode: text,
    orderNumber: positive,
  }),
  procedureResultReady: v.object({ dossierId: idSchema<DossierId>(), procedureResult: procedureResultSchema }),
  /** The official receipt of a payment: made, replaced by another one, or voided. Told again with each step. */
  feeReceiptIssued: v.object({
    feePaymentId: idSchema<FeePaymentId>(),
    receiptNumber: feeReceiptNumberSchema,
    state: v.picklist(['issued', 'replaced', 'voided']),
    issuedAt: instantSchema,
    /** Where the payer can see it. */
    lookupUrl: v.nullable(text),
  }),
  /** The province found a claimed transfer at the bank (FE-11). */
  transferFound: v.object({
    feePaymentId: idSchema<FeePaymentId>(),
    bankReference: text,
    receivedOn: localDateSchema,
  }),
  /** A payment made online, through the national platform or the province (FE-02, FE-05). */
  onlinePaymentReported: v.object({
    onlinePaymentId: v.pipe(v.string(), v.uuid()),
    dossierId: idSchema<DossierId>(),
    dossierCode: text,
    amountVnd: amountVndSchema,
    paidAt: instantSchema,
    paymentReference: text,
    providerName: text,
  }),
  announcementPublished: announcementSchema,
  announcementWithdrawn: v.object({ announcementId: v.pipe(v.string(), v.uuid()) }),
  /** What became of a notice to the citizen. `failureCode`: why it has not been sent, or not yet. */
  noticeStateChanged: v.object({
    noticeId: idSchema<NoticeId>(),
    dossierId: idSchema<DossierId>(),
    state: noticeStateSchema,
    failureCode: v.nullable(text),
    changedAt: instantSchema,
  }),
} as const;

export type ChangeKind = keyof typeof CHANGE_PAYLOADS;
export type ChangePayload<Kind extends ChangeKind> = v.InferOutput<(typeof CHANGE_PAYLOADS)[Kind]>;

/** A change whose kind and shape this build understands. */
export type KnownChange = {
  readonly [Kind in ChangeKind]: {
    readonly kind: Kind;
    readonly changeNumber: number;
    readonly payload: ChangePayload<Kind>;
  };
}[ChangeKind];

/** `undefined` when the kind, or the shape of a known kind, is not understood: then the change is kept as deferred. */
export function parseChange(change: {
  readonly changeNumber: number;
  readonly kind: string;
  readonly payload?: unknown;
}): KnownChange | undefined {
  const { kind, changeNumber } = change;
  if (!Object.hasOwn(CHANGE_PAYLOADS, kind)) return undefined;
  const known = kind as ChangeKind;
  const parsed = v.safeParse(CHANGE_PAYLOADS[known], change.payload);
  return parsed.success ? ({ kind: known, changeNumber, payload: parsed.output } as KnownChange) : undefined;
}
