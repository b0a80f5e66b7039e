import * as v from 'valibot';
import { catalogueSchema, type Catalogue, type Officer } from '#shared/domain/office.ts';
import { workCalendarDataSchema } from '#shared/domain/work-calendar-data.ts';
import { nextWorkingDays } from '#shared/domain/work-calendar.ts';
import { procedureSchema, type Procedure } from '#shared/domain/procedure.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OfficerAccountRow } from '#renderer/data/schema/rows.ts';

export const OFFICE_DATA_KEY = 'officeData';
/** A work calendar that came by itself; it counts when it is newer than the catalogue's. */
export const WORK_CALENDAR_KEY = 'workCalendar';

/** The catalogue without its procedures, which have a table of their own. */
export type OfficeData = Omit<Catalogue, 'procedures'>;
const officeDataSchema: v.GenericSchema<unknown, OfficeData> = v.omit(catalogueSchema, ['procedures']);

export function toOfficeData(catalogue: Catalogue): OfficeData {
  const { procedures: _, ...rest } = catalogue;
  return rest;
}

/**
 * The catalogue's data under what the province has said since of accounts and of the calendar. `undefined` before the
 * first catalogue has come, or when the stored one cannot be read.
 */
export async function findOfficeData(database: CounterDatabase): Promise<OfficeData | undefined> {
  const [[row, calendarRow], accounts] = await Promise.all([
    database.settings.bulkGet([OFFICE_DATA_KEY, WORK_CALENDAR_KEY]),
    database.officerAccounts.toArray(),
  ]);
  if (row === undefined) return undefined;
  const parsed = fromRow(officeDataSchema, row.value);
  if (!parsed.ok) return undefined;
  const calendar = v.safeParse(workCalendarDataSchema, calendarRow?.value);
  const office = parsed.value;
  const isNewer = calendar.success && calendar.output.calendarVersion > office.workCalendar.calendarVersion;
  return {
    ...office,
    officers: withAccounts(office, accounts),
    ...(isNewer ? { workCalendar: calendar.output } : {}),
  };
}

function withAccounts(office: OfficeData, accounts: readonly OfficerAccountRow[]): Officer[] {
  const officers = new Map(office.officers.map((officer) => [officer.officerId, officer]));
  for (const { officerId, officer, overCatalogueVersion } of accounts) {
    if (officer !== null && overCatalogueVersion >= office.catalogueVersion) officers.set(officerId, officer);
  }
  return [...officers.values()];
}

/** Accounts that may not be used, whatever the catalogue says. */
export async function findBlockedOfficers(database: CounterDatabase): Promise<ReadonlySet<OfficerId>> {
  const accounts = await database.officerAccounts.toArray();
  return new Set(accounts.filter(({ isBlocked }) => isBlocked).map(({ officerId }) => officerId));
}

/** The very version a dossier was taken under; `undefined` when this station has never had it. */
export async function findProcedure(
  database: CounterDatabase,
  procedureCode: string,
  procedureVersion: number,
): Promise<Procedure | undefined> {
  const row = await database.procedures.get([procedureCode, procedureVersion]);
  if (row === undefined) return undefined;
  const parsed = fromRow(procedureSchema, row);
  return parsed.ok ? parsed.value : undefined;
}

/** The next days with office hours from `from` on; none before the first catalogue, or when it has no working day. */
export async function findWorkingDays(
  database: CounterDatabase,
  from: LocalDate,
  howMany: number,
): Promise<readonly LocalDate[]> {
  const office = await findOfficeData(database);
  if (office === undefined) return [];
  const days = nextWorkingDays(from, howMany, office.workCalendar);
  return days.ok ? days.value : [];
}

/** The newest version of a procedure that this station has, or `undefined` when it has none. */
export async function findNewestVersion(database: CounterDatabase, procedureCode: string): Promise<number | undefined> {
  const rows = await database.procedures.where('procedureCode').equals(procedureCode).toArray();
  return rows.length === 0 ? undefined : Math.max(...rows.map((row) => row.procedureVersion));
}
