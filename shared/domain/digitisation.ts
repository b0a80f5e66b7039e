import * as v from 'valibot';
import { idSchema, sha256Schema, type DossierComponentId, type DossierId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A component that was begun so often without an end is made without being read: reading may be what ends the window. */
export const MOST_READING_ATTEMPTS = 3;

/**
 * Số hóa: what becomes of the scanned pages of one accepted component. `waiting` until its one PDF is made, stored and
 * queued; then `done`. It is written with the acceptance, so that no page is left behind by a crash.
 */
export const digitisationSchema = v.object({
  componentId: idSchema<DossierComponentId>(),
  dossierId: idSchema<DossierId>(),
  state: v.picklist(['waiting', 'done']),
  /** Why the last try came to nothing. */
  failureCode: v.nullable(text),
  attempts: count,
  createdAt: instantSchema,
  doneAt: v.nullable(instantSchema),
  /** The PDF, once it is made. */
  fileHash: v.nullable(sha256Schema),
});
export type Digitisation = v.InferOutput<typeof digitisationSchema>;
