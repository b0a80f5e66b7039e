import { announcementSchema, compareAnnouncements, type Announcement } from '#shared/domain/announcement.ts';
import { dossierSchema } from '#shared/domain/dossier.ts';
import type { HeldDossier, ProvinceDecision } from '#shared/domain/decide-province-change.ts';
import {
  conflictSchema,
  emptyProvinceRecord,
  provinceRecordSchema,
  type Conflict,
  type ProvinceRecord,
} from '#shared/domain/province-record.ts';
import type { DossierId, OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { fromRow, toRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import { toSummary } from './dossier-summaries.ts';
import { rowsOfLine } from './outbox-lines.ts';

/** What this station holds of a dossier; `'damaged'` when a row cannot be read. Call it inside the transaction. */
export async function findHeldDossier(
  database: CounterDatabase,
  dossierId: DossierId,
): Promise<HeldDossier | 'damaged' | undefined> {
  const row = await database.dossiers.get(dossierId);
  if (row === undefined) return undefined;
  const dossier = fromRow(dossierSchema, row);
  const record = await findProvinceRecord(database, dossierId);
  if (!dossier.ok) return 'damaged';
  return {
    dossier: dossier.value,
    record: record ?? emptyProvinceRecord(dossierId),
    hasOpenOperations: await hasOpenOperations(database, dossierId),
  };
}

export async function findProvinceRecord(
  database: CounterDatabase,
  dossierId: DossierId,
): Promise<ProvinceRecord | undefined> {
  const row = await database.provinceRecords.get(dossierId);
  if (row === undefined) return undefined;
  const parsed = fromRow(provinceRecordSchema, row);
  return parsed.ok ? parsed.value : undefined;
}

/** Only the dossier's own line counts: money and scans hold no field of it. */
async function hasOpenOperations(database: CounterDatabase, dossierId: DossierId): Promise<boolean> {
  const line = rowsOfLine(database, lineOfDossier(dossierId));
  return (await line.filter(({ state }) => state === 'queued' || state === 'parked').count()) > 0;
}

/** Writes what was decided; call it inside the transaction. A conflict that is known, or was decided before, stays. */
export async function putProvinceDecision(
  database: CounterDatabase,
  decision: NonNullable<ProvinceDecision>,
): Promise<void> {
  const { dossier, record, conflict } = decision;
  await database.dossiers.put(toRow(dossier));
  await database.dossierSummaries.put(toRow(toSummary(dossier)));
  await database.provinceRecords.put(toRow(record));
  if (conflict !== null && !(await isConflictKnown(database, conflict))) await database.conflicts.put(toRow(conflict));
}

/** After the store was rebuilt the changes come again; the ledger still knows what was decided. */
async function isConflictKnown(database: CounterDatabase, { changeNumber, dossierId }: Conflict): Promise<boolean> {
  if ((await database.conflicts.get(changeNumber)) !== undefined) return true;
  const entries = await database.ledger.where('dossierId').equals(dossierId).toArray();
  return entries.some(({ kind, facts }) => kind === 'conflictResolved' && facts['changeNumber'] === changeNumber);
}

export async function findConflict(database: CounterDatabase, changeNumber: number): Promise<Conflict | undefined> {
  const row = await database.conflicts.get(changeNumber);
  if (row === undefined) return undefined;
  const parsed = fromRow(conflictSchema, row);
  return parsed.ok ? parsed.value : undefined;
}

/** Oldest first, decided ones included. */
export async function listConflicts(database: CounterDatabase, dossierId: DossierId): Promise<readonly Conflict[]> {
  const rows = await database.conflicts.where('dossierId').equals(dossierId).sortBy('changeNumber');
  return rows.flatMap((row) => {
    const parsed = fromRow(conflictSchema, row);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** Dossiers about which a person has to decide. */
export async function findDossiersInConflict(database: CounterDatabase): Promise<ReadonlySet<DossierId>> {
  const rows = await database.conflicts.where('isOpen').equals(1).toArray();
  return new Set(rows.map(({ dossierId }) => dossierId));
}

/** Those not withdrawn, the most severe first; whether one is in force is for the reader to say. */
export async function listAnnouncements(database: CounterDatabase): Promise<readonly Announcement[]> {
  const rows = await database.announcements.toArray();
  const announcements = rows.flatMap((row) => {
    const parsed = fromRow(announcementSchema, row.announcement);
    return parsed.ok ? [parsed.value] : [];
  });
  return announcements.sort(compareAnnouncements);
}

/** Ids of those the officer has put away. */
export async function findDismissed(database: CounterDatabase, officerId: OfficerId): Promise<ReadonlySet<string>> {
  const rows = await database.announcementDismissals.where('officerId').equals(officerId).toArray();
  return new Set(rows.map(({ announcementId }) => announcementId));
}

export async function dismissAnnouncement(
  database: CounterDatabase,
  announcementId: string,
  officerId: OfficerId,
  at: Instant,
): Promise<void> {
  await database.announcementDismissals.put({ announcementId, officerId, at });
}
