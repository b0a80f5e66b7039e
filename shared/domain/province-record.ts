import * as v from 'valibot';
import { idSchema, type DossierId, type OfficerId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';
import { dossierStateSchema } from './dossier.ts';
import { dossierFieldSchema } from './dossier-fields.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const number = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Kết quả giải quyết that a handling agency has reported. */
export const procedureResultSchema = v.object({
  outcome: v.picklist(['granted', 'rejected']),
  documentNumber: text,
  documentOn: localDateSchema,
  documentTitle: text,
  agencyName: text,
  readyAt: instantSchema,
});
export type ProcedureResult = v.InferOutput<typeof procedureResultSchema>;

/** One thing the province did to a dossier, for its history on the screen. */
export const provinceEventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('state'),
    changeNumber: number,
    at: instantSchema,
    state: dossierStateSchema,
    reason: v.optional(text),
    agencyName: v.optional(text),
    resultDueAt: v.optional(instantSchema),
  }),
  v.object({
    kind: v.literal('correction'),
    changeNumber: number,
    at: instantSchema,
    fields: v.array(dossierFieldSchema),
    reason: text,
    agencyName: text,
  }),
]);
export type ProvinceEvent = v.InferOutput<typeof provinceEventSchema>;

/** What the province has said of one dossier. The numbers make a change that comes again, or late, change nothing. */
export const provinceRecordSchema = v.object({
  dossierId: idSchema<DossierId>(),
  /** Field → number of the change that gave it its value. */
  fieldChangeNumbers: v.record(v.string(), number),
  /** Oldest first. */
  events: v.array(provinceEventSchema),
  procedureResult: v.nullable(v.object({ ...procedureResultSchema.entries, changeNumber: number })),
});
export type ProvinceRecord = v.InferOutput<typeof provinceRecordSchema>;

export function emptyProvinceRecord(dossierId: DossierId): ProvinceRecord {
  return { dossierId, fieldChangeNumbers: {}, events: [], procedureResult: null };
}

/** Whose value stands in the end: the province's, or its correction is asked for. */
export const conflictChoiceSchema = v.picklist(['keepProvince', 'proposeLocal']);
export type ConflictChoice = v.InferOutput<typeof conflictChoiceSchema>;

/**
 * Xung đột: the province's value already stands in the dossier; what the counter had is kept here until an officer has
 * decided. Named by the change that brought it, so that the same change never makes two.
 */
export const conflictSchema = v.object({
  changeNumber: number,
  dossierId: idSchema<DossierId>(),
  dossierCode: text,
  /** `illegalStep`: the state does not follow from the one this counter knew. */
  cause: v.picklist(['contestedCorrection', 'illegalStep']),
  at: instantSchema,
  reason: v.nullable(text),
  agencyName: v.nullable(text),
  fields: v.pipe(
    v.array(
      v.object({
        field: dossierFieldSchema,
        local: v.nullable(v.string()),
        province: v.nullable(v.string()),
        choice: v.nullable(conflictChoiceSchema),
      }),
    ),
    v.minLength(1),
  ),
  /** 1 until decided: a number, because it is an index. */
  isOpen: v.picklist([0, 1]),
  resolvedAt: v.nullable(instantSchema),
  resolvedBy: v.nullable(idSchema<OfficerId>()),
});
export type Conflict = v.InferOutput<typeof conflictSchema>;
export type ConflictField = Conflict['fields'][number];
