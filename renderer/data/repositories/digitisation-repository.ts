import { liveQuery } from 'dexie';
import { digitisationSchema, type Digitisation } from '#shared/domain/digitisation.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { getSettings } from './settings-repository.ts';

/** Components whose pages wait to become a PDF, the longest waiting first. A row that cannot be read stays as it is. */
export async function listWaiting(database: CounterDatabase): Promise<readonly Digitisation[]> {
  const rows = await database.digitisations.where('state').equals('waiting').sortBy('createdAt');
  return rows.flatMap((row) => {
    const read = fromRow(digitisationSchema, row);
    return read.ok ? [read.value] : [];
  });
}

export interface DigitisingNews {
  readonly waitingCount: number;
  readonly isPaused: boolean;
}

/** Tells what waits and whether it may be worked on: at once, and after every change by any window of this origin. */
export function watchDigitising(
  database: CounterDatabase,
  onNews: (news: DigitisingNews) => void,
  onFailure: (cause: unknown) => void,
): () => void {
  const news = liveQuery(async (): Promise<DigitisingNews> => {
    const waitingCount = await database.digitisations.where('state').equals('waiting').count();
    return { waitingCount, isPaused: (await getSettings(database)).isDigitisingPaused };
  });
  const subscription = news.subscribe({ next: onNews, error: onFailure });
  return () => {
    subscription.unsubscribe();
  };
}

/** A picture or a PDF as it was stored, copied for the asker; `undefined` when it is not there. */
export async function findStoredBytes(
  database: CounterDatabase,
  hash: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await database.blobs.get(hash);
  return row && new Uint8Array(row.bytes);
}
