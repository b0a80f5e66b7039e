import { findOfficeData, findProcedure, type OfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Station } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

export type FeeDeskFailure = AppError<'notEnrolled' | 'unknownDossier'>;

/** What has to be known to collect a fee of one dossier. */
export interface FeeDesk {
  readonly office: OfficeData;
  readonly station: Station;
  readonly dossier: Dossier;
  /** In the version of the dossier; gone when the station no longer has it. */
  readonly procedure: Procedure | undefined;
}

export async function readFeeDesk(
  { database }: Pick<WorkflowDeps, 'database'>,
  dossierId: DossierId,
): Promise<Result<FeeDesk, FeeDeskFailure>> {
  const [office, station, dossier] = await Promise.all([
    findOfficeData(database),
    findStation(database),
    findDossier(database, dossierId),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  if (dossier?.ok !== true) return err({ code: 'unknownDossier' });
  const { procedureCode, procedureVersion } = dossier.value;
  const procedure = await findProcedure(database, procedureCode, procedureVersion);
  return ok({ office, station, dossier: dossier.value, procedure });
}
