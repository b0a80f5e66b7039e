import { noticeRecordSchema, type NoticeRecord } from '#shared/domain/notice.ts';
import type { DossierId, NoticeId } from '#shared/kernel/ids.ts';
import { fromRow, toRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** `undefined` also for a row that cannot be read, which stays as it is. */
export async function findNotice(database: CounterDatabase, noticeId: NoticeId): Promise<NoticeRecord | undefined> {
  const row = await database.notices.get(noticeId);
  const read = row && fromRow(noticeRecordSchema, row);
  return read?.ok === true ? read.value : undefined;
}

/** In the order in which they were written. */
export async function listNotices(database: CounterDatabase, dossierId: DossierId): Promise<readonly NoticeRecord[]> {
  const rows = await database.notices.where('dossierId').equals(dossierId).toArray();
  const records = rows.flatMap((row) => {
    const read = fromRow(noticeRecordSchema, row);
    return read.ok ? [read.value] : [];
  });
  return records.sort((a, b) => (a.notice.createdAt < b.notice.createdAt ? -1 : 1));
}

type NoticeNews = Pick<NoticeRecord, 'noticeId'> & NonNullable<NoticeRecord['province']>;

/** What the province said last counts. Call it inside a transaction; a notice of another store is left to others. */
export async function putNoticeState(database: CounterDatabase, news: NoticeNews): Promise<void> {
  const row = await database.notices.get(news.noticeId);
  if (row === undefined || (row.province?.changeNumber ?? 0) >= news.changeNumber) return;
  const { state, failureCode, changedAt, changeNumber } = news;
  await database.notices.put(toRow({ ...row, province: { state, failureCode, changedAt, changeNumber } }));
}
