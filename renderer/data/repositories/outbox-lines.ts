import type { Collection } from 'dexie';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/** What the station has written on one line, in order of the places. */
export function rowsOfLine({ outbox }: CounterDatabase, lineKey: string): Collection<OutboxRow> {
  return outbox.where('[lineKey+sequence]').between([lineKey, 1], [lineKey, Infinity]);
}

/** Every operation about one dossier, in the order written. */
export function operationsOfDossier({ outbox }: CounterDatabase, dossierId: DossierId): Promise<OutboxRow[]> {
  return outbox.where('dossierId').equals(dossierId).sortBy('stationSequence');
}

/** Whether nothing on the line still has to reach the province. A line without rows is done. */
export async function isLineDone(database: CounterDatabase, lineKey: string): Promise<boolean> {
  const rows = await rowsOfLine(database, lineKey).toArray();
  return rows.every(({ state }) => state === 'acknowledged');
}
