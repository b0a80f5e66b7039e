import type { Changes, NewOperation } from '#renderer/data/changes.ts';
import { buildReceiptNotices, type ReceiptNoticeSource } from '#shared/domain/build-receipt-notices.ts';
import { toNoticeRecord, type Notice } from '#shared/domain/notice.ts';
import type { NoticeId } from '#shared/kernel/ids.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { SendNoticePayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type Deps = Pick<WorkflowDeps, 'ids' | 'hasher' | 'clock'>;

/** The acceptance together with the messages that the citizen gets the receipt by: one commit, so neither comes alone. */
export async function withReceiptNotices(
  deps: Deps,
  changes: Changes,
  source: Omit<ReceiptNoticeSource, 'nextId'>,
): Promise<Changes> {
  const notices = buildReceiptNotices({ ...source, nextId: () => deps.ids.next<NoticeId>() });
  if (notices.length === 0) return changes;
  const operations = await Promise.all(notices.map((notice) => noticeOperation(deps, notice)));
  return {
    ...changes,
    notices: notices.map(toNoticeRecord),
    operations: [...(changes.operations ?? []), ...operations],
  };
}

/** On the line of the dossier: the province has the dossier before it is asked to write about it. */
export function noticeOperation(deps: Deps, notice: Notice): Promise<NewOperation> {
  const { dossierId } = notice;
  return newOperation(deps, {
    lineKey: lineOfDossier(dossierId),
    kind: 'sendNotice',
    payload: { notice } satisfies SendNoticePayload,
    dossierId,
  });
}
