import type { CommitFailure } from '#renderer/data/changes.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import { findNotice } from '#renderer/data/repositories/notice-repository.ts';
import { decideResendNotice, type ResendNoticeRefusal } from '#shared/domain/decide-resend-notice.ts';
import { toNoticeRecord } from '#shared/domain/notice.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId, NoticeId } from '#shared/kernel/ids.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { noticeOperation } from './notice-operations.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type ResendNoticeFailure = AppError<'unknownNotice'> | ResendNoticeRefusal | CommitFailure;

/**
 * Sends a notice again, to the address the citizen now gives. The earlier one stays as it was; what the province has not
 * sent of it is not sent any more.
 */
export async function resendNotice(
  deps: WorkflowDeps,
  session: Session,
  noticeId: NoticeId,
  typed: string,
): Promise<Result<null, ResendNoticeFailure>> {
  const earlier = await findNotice(deps.database, noticeId);
  const dossier = earlier && (await findDossier(deps.database, earlier.dossierId));
  if (dossier?.ok !== true || earlier === undefined) return err({ code: 'unknownNotice' });
  const now = deps.clock.now();
  const { officerId } = session.officer;
  const decided = decideResendNotice(earlier.notice, dossier.value, typed, {
    noticeId: deps.ids.next<NoticeId>(),
    officerId,
    now,
  });
  if (!decided.ok) return decided;
  const notice = decided.value;
  const committed = await deps.unitOfWork.commit({
    notices: [toNoticeRecord(notice)],
    ledger: [
      {
        ledgerEntryId: deps.ids.next<LedgerEntryId>(),
        at: now,
        officerId,
        stationId: session.shift.stationId,
        dossierId: notice.dossierId,
        kind: 'noticeResent',
        facts: { noticeId: notice.noticeId, replaces: noticeId, channel: notice.channel },
      },
    ],
    operations: [await noticeOperation(deps, notice)],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}
