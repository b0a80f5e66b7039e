import type { Journal } from '#shared/journal-format/journal.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { CounterDatabase } from './schema/database.ts';

/**
 * Clears mirrored scans whose hash the gateway has returned. Only those: the blob must be confirmed (or its upload
 * acknowledged, when the retention rule has removed the local copy since), nothing of its line may still be open, and the
 * journal must know both; whatever is lost after that, the scan is at the province.
 */
export async function dropConfirmedScans(parts: {
  readonly database: CounterDatabase;
  readonly journal: Pick<Journal, 'listScans' | 'dropScan'>;
  readonly writer: Pick<JournalWriter, 'flush'>;
  readonly logger: Logger;
}): Promise<void> {
  const { database, journal, writer, logger } = parts;
  const listed = await journal.listScans();
  if (!listed.ok) return;
  // Keys only: the rows hold the scans themselves.
  const confirmed = new Set<string>(await database.blobs.where('isConfirmed').equals(1).primaryKeys());
  const unconfirmed = new Set<string>(await database.blobs.where('isConfirmed').equals(0).primaryKeys());
  let dropped = 0;
  for (const hash of listed.value) {
    if (unconfirmed.has(hash) || !(await isLineDone(database, hash, confirmed.has(hash)))) continue;
    if (!(await writer.flush()).ok) return;
    const done = await journal.dropScan(hash);
    if (done.ok) dropped += 1;
  }
  if (dropped > 0) logger.info('journal.scansDropped', { count: dropped });
}

/** @param isConfirmed without it the line itself must tell that the gateway has returned the hash */
async function isLineDone(database: CounterDatabase, hash: string, isConfirmed: boolean): Promise<boolean> {
  const line = [`blob:${hash}`];
  const rows = await database.outbox
    .where('[lineKey+sequence]')
    .between([...line, 1], [...line, Infinity])
    .toArray();
  return (isConfirmed || rows.length > 0) && rows.every(({ state }) => state === 'acknowledged');
}
