import * as v from 'valibot';
import { idSchema, type DossierComponentId, type DossierId } from '#shared/kernel/ids.ts';
import { extractionProposalSchema, extractionSchema } from './extraction.ts';

/**
 * Dữ liệu bóc tách of one digitised component: what was read on its pages, and what an officer has confirmed. Only what
 * is confirmed leaves the counter. A component on which nothing was found has no row until its data are typed.
 */
export const componentExtractionSchema = v.object({
  componentId: idSchema<DossierComponentId>(),
  dossierId: idSchema<DossierId>(),
  state: v.picklist(['proposed', 'confirmed']),
  proposal: extractionProposalSchema,
  /** The last confirmation; a correction takes its place. */
  confirmed: v.nullable(extractionSchema),
});
export type ComponentExtraction = v.InferOutput<typeof componentExtractionSchema>;
