import type { Instant } from '#shared/kernel/instant.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertNotices, replaceQueuedNotices } from '#sync/gateway/store/notices-store.ts';
import type { AcceptedOperation } from '#sync/gateway/services/decide-batch.ts';
import { tellOfNotice } from './tell-of-notice.ts';

/** Writes the notices that were asked for; those they are sent in place of are not sent any more, unless it is too late. */
export async function recordNotices(
  tx: Transaction,
  accepted: readonly AcceptedOperation[],
  now: Instant,
): Promise<void> {
  const asked = accepted.flatMap(({ row: { operationId, stationId }, command }) => {
    if (command.kind !== 'sendNotice') return [];
    const { notice, document } = command;
    const { noticeId, dossierId, channel, replaces } = notice;
    return [{ noticeId, operationId, dossierId, stationId, channel, document, replaces }];
  });
  if (asked.length === 0) return;
  await insertNotices(tx, asked, now);
  const replaced = asked.flatMap(({ replaces, dossierId }) =>
    replaces === undefined ? [] : [{ noticeId: replaces, dossierId }],
  );
  if (replaced.length === 0) return;
  for (const owner of await replaceQueuedNotices(tx, replaced, now)) {
    await tellOfNotice(tx, owner, { state: 'replaced', failureCode: null }, now);
  }
}
