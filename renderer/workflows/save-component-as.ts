import { findStoredBytes } from '#renderer/data/repositories/digitisation-repository.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierComponentId, DossierId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** `fileRetired`: the province has it, and the local copy has gone by the retention rule. Else the host's own codes. */
export type SaveComponentFailure = AppError;

/** Lets the officer keep a copy of a component's PDF where the host's own dialog says. */
export async function saveComponentAs(
  { database, host }: WorkflowDeps,
  dossierId: DossierId,
  componentId: DossierComponentId,
): Promise<Result<null, SaveComponentFailure>> {
  const [dossier, row] = await Promise.all([findDossier(database, dossierId), database.digitisations.get(componentId)]);
  if (dossier?.ok !== true || typeof row?.fileHash !== 'string') return err({ code: 'unknownDocument' });
  const pdf = await findStoredBytes(database, row.fileHash);
  if (pdf === undefined) return err({ code: 'fileRetired' });
  const place = dossier.value.components.findIndex((component) => component.componentId === componentId) + 1;
  const saved = await host.saveDocumentAs(`${dossier.value.dossierCode}-TP${String(place)}.pdf`, pdf);
  return saved.ok ? ok(null) : err({ code: saved.error.code });
}
