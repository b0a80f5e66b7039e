import type { CommitFailure } from '#renderer/data/changes.ts';
import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import { decideRefuseDossier } from '#shared/domain/decide-refuse-dossier.ts';
import { decideRequestSupplement, type SupplementRefusal } from '#shared/domain/decide-request-supplement.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { NotAcceptedCommand } from '#shared/domain/not-accepted.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { RefuseDossierPayload, RequestSupplementPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type DeclineFailure = AppError<'notEnrolled'> | SupplementRefusal | CommitFailure;

/** Asks for a supplement (Mẫu 02): recorded and sent; the walk-in keeps no code of its own. */
export async function requestSupplement(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
  details: Readonly<Record<string, string>>,
): Promise<Result<null, DeclineFailure>> {
  const command = await prepare(deps, session, draft, reason);
  if (!command.ok) return command;
  const decided = decideRequestSupplement({ ...command.value, details });
  if (!decided.ok) return decided;
  const { request, ledger } = decided.value;
  return record(deps, draft, 'requestSupplement', request satisfies RequestSupplementPayload, ledger);
}

/** Refuses a dossier at intake (Mẫu 03) with a reason in words: recorded and sent. */
export async function refuseDossier(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
): Promise<Result<null, DeclineFailure>> {
  const command = await prepare(deps, session, draft, reason);
  if (!command.ok) return command;
  const decided = decideRefuseDossier(command.value);
  if (!decided.ok) return decided;
  const { refusal, ledger } = decided.value;
  return record(deps, draft, 'refuseDossier', refusal satisfies RefuseDossierPayload, ledger);
}

async function prepare(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
): Promise<Result<NotAcceptedCommand, AppError<'notEnrolled'>>> {
  const [office, station] = await Promise.all([findOfficeData(deps.database), findStation(deps.database)]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  const { procedureCode, procedureVersion } = draft;
  const procedure =
    procedureCode === null || procedureVersion === null
      ? undefined
      : await findProcedure(deps.database, procedureCode, procedureVersion);
  return ok({
    draft,
    procedure,
    officer: session.officer,
    station,
    reason,
    now: deps.clock.now(),
    ids: { ledgerEntryId: deps.ids.next<LedgerEntryId>() },
  });
}

async function record(
  deps: WorkflowDeps,
  draft: IntakeDraft,
  kind: 'requestSupplement' | 'refuseDossier',
  payload: unknown,
  ledger: readonly LedgerEntry[],
): Promise<Result<null, CommitFailure>> {
  const { dossierId } = draft;
  const operation = await newOperation(deps, { lineKey: lineOfDossier(dossierId), kind, payload, dossierId });
  const committed = await deps.unitOfWork.commit({
    declined: [dossierId],
    ledger,
    removeDrafts: [draft.draftId],
    operations: [operation],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}
