import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertDossierBlobs } from '#sync/gateway/store/dossiers-store.ts';
import {
  insertAwaitedComponents,
  insertDigitisedComponents,
  insertExtractions,
} from '#sync/gateway/store/components-store.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { AcceptedOperation } from './decide-batch.ts';

/** Remembers of which components the pages are to come: until then the dossier is not complete. */
export async function awaitComponents(tx: Transaction, dossiers: readonly Dossier[]): Promise<void> {
  const awaited = dossiers.flatMap(({ dossierId, components }) =>
    components.filter(({ pages }) => pages.length > 0).map(({ componentId }) => ({ dossierId, componentId })),
  );
  if (awaited.length > 0) await insertAwaitedComponents(tx, awaited);
}

/** Writes the PDFs that were announced for components, and what officers confirmed from them. */
export async function recordComponents(tx: Transaction, accepted: readonly AcceptedOperation[]): Promise<void> {
  const digitised = accepted.flatMap(({ row: { operationId, stationId }, command }) => {
    if (command.kind !== 'digitiseComponent') return [];
    const { dossierId, componentId, file, digitisedAt } = command.digitised;
    const { hash } = file;
    return [{ operationId, stationId, dossierId, componentId, hash, digitisedAt, document: command.document }];
  });
  if (digitised.length > 0) {
    await insertDigitisedComponents(tx, digitised);
    await insertDossierBlobs(tx, digitised);
  }
  const extractions = accepted.flatMap(({ row: { operationId, stationId }, command }) => {
    if (command.kind !== 'recordExtraction') return [];
    const { dossierId, componentId, confirmedAt } = command.extraction;
    return [{ operationId, stationId, dossierId, componentId, confirmedAt, document: command.document }];
  });
  if (extractions.length > 0) await insertExtractions(tx, extractions);
}
