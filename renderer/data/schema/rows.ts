import * as v from 'valibot';
import { idSchema, sha256Schema, type DossierId, type IssuedDocumentId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';
import { dossierStateSchema } from '#shared/domain/dossier.ts';
import { numberBlockSchema } from '#shared/domain/office.ts';
import { operationSchema } from '#sync/protocol/operation.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a list shows of a dossier, kept small so that 20,000 of them are cheap to walk. */
export const dossierSummaryRowSchema = v.object({
  dossierId: idSchema<DossierId>(),
  dossierCode: text,
  acceptedAt: instantSchema,
  resultDueAt: instantSchema,
  state: dossierStateSchema,
  applicantName: text,
  procedureCode: text,
  procedureName: text,
  feeTotalVnd: amountVndSchema,
  /** Name, code and procedure without marks, for search. */
  foldedText: text,
});
export type DossierSummaryRow = v.InferOutput<typeof dossierSummaryRowSchema>;

/** Whether an issued paper has come out. Written as `pending` in the transaction that issues it. */
export const printMarkRowSchema = v.object({
  issuedDocumentId: idSchema<IssuedDocumentId>(),
  dossierId: idSchema<DossierId>(),
  dossierCode: text,
  state: v.picklist(['pending', 'printed', 'failed']),
  /** Prints handed to a spooler so far; the next copy carries `printCount + 1`. */
  printCount: count,
  /** Code of the last failure. */
  failureCode: v.nullable(text),
  updatedAt: instantSchema,
});
export type PrintMarkRow = v.InferOutput<typeof printMarkRowSchema>;

/** An operation with its place in the queue. Never deleted here. */
export const outboxRowSchema = v.object({
  ...operationSchema.entries,
  /** The dossier the row is shown under; null for none. */
  dossierId: v.nullable(idSchema<DossierId>()),
  state: v.picklist(['queued', 'parked', 'acknowledged']),
  sizeBytes: count,
  attempts: count,
  lastAttemptAt: v.nullable(instantSchema),
  parkedReason: v.nullable(v.object({ code: text, detail: v.string() })),
  /** When the row was acknowledged or parked. */
  settledAt: v.nullable(instantSchema),
});
export type OutboxRow = v.InferOutput<typeof outboxRowSchema>;

/** A leased block with the next number to hand out; used up when `next` > `to`. */
export const numberBlockRowSchema = v.object({
  ...numberBlockSchema.entries,
  next: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type NumberBlockRow = v.InferOutput<typeof numberBlockRowSchema>;

/** A scan. Bytes are an ArrayBuffer: strict commits of it survived every simulated power cut. */
export interface StoredBlobRow {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: ArrayBuffer;
  readonly storedAt: string;
  /** True once the gateway has returned the same hash. */
  readonly isConfirmed: 0 | 1;
}

export const blobReferenceSchema = v.object({ hash: sha256Schema });

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

/** A change of a kind this build does not know, kept to be replayed after an update. */
export interface DeferredChangeRow {
  readonly changeNumber: number;
  readonly kind: string;
  readonly payload: unknown;
  readonly receivedAt: string;
}
