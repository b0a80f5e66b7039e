import { dismissAnnouncement as putDismissal, findConflict } from '#renderer/data/repositories/province-repository.ts';
import type { CommitFailure } from '#renderer/data/changes.ts';
import {
  decideResolveConflict,
  type ConflictChoices,
  type ResolvedConflict,
  type ResolveRefusal,
} from '#shared/domain/decide-resolve-conflict.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { ProposeCorrectionPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type ResolveFailure = ResolveRefusal | AppError<'unknownConflict'> | CommitFailure;

/**
 * Records what an officer decided about a conflict, field by field. Nothing in the dossier changes: the province's
 * values stand. What the officer wants otherwise is sent as a proposal, on the dossier's own line.
 */
export async function resolveConflict(
  deps: WorkflowDeps,
  session: Session,
  changeNumber: number,
  choices: ConflictChoices,
): Promise<Result<null, ResolveFailure>> {
  const conflict = await findConflict(deps.database, changeNumber);
  if (conflict === undefined) return err({ code: 'unknownConflict' });
  const { officerId } = session.officer;
  const at = deps.clock.now();
  const decided = decideResolveConflict(conflict, choices, { officerId, at });
  if (!decided.ok) return decided;
  const { proposed } = decided.value;
  const operations = proposed.length === 0 ? [] : [await toOperation(deps, decided.value, session)];
  const committed = await deps.unitOfWork.commit({
    conflicts: [decided.value.conflict],
    ledger: [toEntry(deps, decided.value, session)],
    operations,
  });
  if (committed.ok && operations.length > 0) deps.nudgeSync();
  return committed;
}

function toOperation(deps: WorkflowDeps, { conflict, proposed }: ResolvedConflict, { officer }: Session) {
  const { dossierId, changeNumber } = conflict;
  const payload: ProposeCorrectionPayload = {
    dossierId,
    changeNumber,
    fields: proposed.map(({ field, province, local }) => ({ field, province, proposed: local })),
    proposedAt: deps.clock.now(),
    proposedBy: officer.officerId,
  };
  return newOperation(deps, { lineKey: lineOfDossier(dossierId), kind: 'proposeCorrection', payload, dossierId });
}

function toEntry(deps: WorkflowDeps, { conflict, proposed }: ResolvedConflict, session: Session): LedgerEntry {
  return {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    at: deps.clock.now(),
    officerId: session.officer.officerId,
    stationId: session.shift.stationId,
    dossierId: conflict.dossierId,
    kind: 'conflictResolved',
    facts: {
      changeNumber: conflict.changeNumber,
      kept: conflict.fields.length - proposed.length,
      proposed: proposed.length,
    },
  };
}

/** Puts an announcement away for this officer alone; it stays in the list. */
export async function dismissAnnouncement(
  deps: WorkflowDeps,
  { officer }: Session,
  announcementId: string,
): Promise<void> {
  await putDismissal(deps.database, announcementId, officer.officerId, deps.clock.now());
}
