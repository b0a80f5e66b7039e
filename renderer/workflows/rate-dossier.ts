import type { CommitFailure } from '#renderer/data/changes.ts';
import { findDossier, findDossierIdByCode } from '#renderer/data/repositories/dossier-repository.ts';
import type { Rating } from '#shared/domain/citizen-screen/rating.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { RateDossierPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type RateDossierFailure = AppError<'unknownDossierCode'> | CommitFailure;

/**
 * Records what the citizen has said on the citizen's screen, and sends it on the dossier's own line. A dossier that is
 * not in the store cannot be rated, and one that is rated cannot be rated again (EV-01, EV-02).
 */
export async function rateDossier(
  deps: WorkflowDeps,
  session: Session,
  given: Pick<Rating, 'dossierCode' | 'score' | 'reasons'>,
): Promise<Result<null, RateDossierFailure>> {
  const dossierId = await findDossierIdByCode(deps.database, given.dossierCode);
  const dossier = dossierId && (await findDossier(deps.database, dossierId));
  if (dossier?.ok !== true) return err({ code: 'unknownDossierCode' });
  const { dossierCode, score, reasons } = given;
  const rating: Rating = {
    ...{ dossierId: dossier.value.dossierId, dossierCode, score, reasons: [...reasons] },
    ratedAt: deps.clock.now(),
  };
  const payload: RateDossierPayload = rating;
  const committed = await deps.unitOfWork.commit({
    ratings: [rating],
    ledger: [toEntry(deps, session, rating)],
    operations: [
      await newOperation(deps, {
        lineKey: lineOfDossier(rating.dossierId),
        kind: 'rateDossier',
        payload,
        dossierId: rating.dossierId,
      }),
    ],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}

/** The score is the citizen's and goes to the province; the ledger of the counter says only that there is one. */
function toEntry(deps: WorkflowDeps, session: Session, { dossierId, ratedAt, reasons }: Rating): LedgerEntry {
  return {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    at: ratedAt,
    officerId: session.officer.officerId,
    stationId: session.shift.stationId,
    dossierId,
    kind: 'dossierRated',
    facts: { reasonCount: reasons.length },
  };
}
