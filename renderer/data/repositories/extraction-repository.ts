import { componentExtractionSchema, type ComponentExtraction } from '#shared/domain/extraction/component-extraction.ts';
import type { DossierComponentId, DossierId } from '#shared/kernel/ids.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** `undefined` when nothing was read and nothing is confirmed, and for a row that cannot be read: it can be typed anew. */
export async function findExtraction(
  database: CounterDatabase,
  componentId: DossierComponentId,
): Promise<ComponentExtraction | undefined> {
  const row = await database.extractions.get(componentId);
  const read = row && fromRow(componentExtractionSchema, row);
  return read?.ok === true ? read.value : undefined;
}

export async function listExtractions(
  database: CounterDatabase,
  dossierId: DossierId,
): Promise<readonly ComponentExtraction[]> {
  const rows = await database.extractions.where('dossierId').equals(dossierId).toArray();
  return rows.flatMap((row) => {
    const read = fromRow(componentExtractionSchema, row);
    return read.ok ? [read.value] : [];
  });
}
