import type { NoticeState } from '#shared/domain/notice.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import type { NoticeOwner } from '#sync/gateway/store/notices-store.ts';
import type { ChangePayload } from '#sync/protocol/changes.ts';

/** Tells the station, in the transaction that writes what it is told. */
export async function tellOfNotice(
  tx: Transaction,
  { noticeId, dossierId, stationId }: NoticeOwner,
  news: { readonly state: NoticeState; readonly failureCode: string | null },
  changedAt: Instant,
): Promise<void> {
  const { state, failureCode } = news;
  const payload: ChangePayload<'noticeStateChanged'> = { noticeId, dossierId, state, failureCode, changedAt };
  await insertChanges(tx, [stationId], 'noticeStateChanged', payload, changedAt);
}
