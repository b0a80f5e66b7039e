import { workCalendarDataSchema, type WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import { fromRow, toRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { AnnouncementRow, OfficerAccountRow } from '#renderer/data/schema/rows.ts';
import { WORK_CALENDAR_KEY } from './catalogue-repository.ts';

/** The newer calendar stays. Call it inside the transaction, as the others here. */
export async function putCalendar(database: CounterDatabase, calendar: WorkCalendarData): Promise<void> {
  const stored = fromRow(workCalendarDataSchema, (await database.settings.get(WORK_CALENDAR_KEY))?.value);
  if (stored.ok && stored.value.calendarVersion >= calendar.calendarVersion) return;
  await database.settings.put({ key: WORK_CALENDAR_KEY, value: calendar });
}

/** A block alone leaves what the province said of the account's data before. */
export async function putAccount(database: CounterDatabase, row: OfficerAccountRow): Promise<void> {
  const stored = await database.officerAccounts.get(row.officerId);
  if (stored !== undefined && stored.changeNumber >= row.changeNumber) return;
  const kept =
    row.officer === null && stored !== undefined
      ? { officer: stored.officer, overCatalogueVersion: stored.overCatalogueVersion }
      : {};
  await database.officerAccounts.put(toRow({ ...row, ...kept }));
}

export async function putAnnouncement(database: CounterDatabase, row: AnnouncementRow): Promise<void> {
  const stored = await database.announcements.get(row.announcementId);
  if (stored !== undefined && stored.changeNumber >= row.changeNumber) return;
  await database.announcements.put(toRow(row));
}
