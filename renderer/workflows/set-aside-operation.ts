import type { CommitFailure } from '#renderer/data/changes.ts';
import { findHeldOperation } from '#renderer/data/repositories/held-operations.ts';
import { decideSetAside, type SetAsideRefusal } from '#shared/domain/decide-set-aside.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId, OperationId } from '#shared/kernel/ids.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type SetAsideFailure = SetAsideRefusal | AppError<'notHeld'> | CommitFailure;

/**
 * Ends the work on a held operation that can be neither sent nor corrected any more. The operation is kept with its
 * content, the province's reason, and who ended it, when and why; it waits no more, and what waited behind it goes on.
 */
export async function setAsideOperation(
  deps: WorkflowDeps,
  session: Session,
  operationId: OperationId,
  reason: string,
): Promise<Result<null, SetAsideFailure>> {
  const held = await findHeldOperation(deps.database, operationId);
  if (held === undefined) return err({ code: 'notHeld' });
  const { officer, shift } = session;
  const decided = decideSetAside(held.reasonCode, reason, { officer, at: deps.clock.now() });
  if (!decided.ok) return decided;
  const committed = await deps.unitOfWork.commit({
    setAside: [{ operationId, setAside: decided.value }],
    ledger: [
      {
        ledgerEntryId: deps.ids.next<LedgerEntryId>(),
        at: decided.value.at,
        officerId: officer.officerId,
        stationId: shift.stationId,
        dossierId: held.dossierId,
        kind: 'operationSetAside',
        facts: { operationId, code: held.reasonCode, kind: held.row.kind },
      },
    ],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}
