import type { Journal } from '#shared/journal-format/journal.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import { encodeScan } from './journal-codec.ts';
import type { CounterDatabase } from './schema/database.ts';

/**
 * Mirrors again what the gateway has not confirmed and the mirror lacks: Chromium does not sync the names of files in OPFS,
 * so a power cut may take from the mirror what the store still has. What cannot be mirrored now is tried at the next start.
 */
export async function mirrorMissingScans(parts: {
  readonly database: CounterDatabase;
  readonly journal: Pick<Journal, 'listScans' | 'keepScan'>;
  readonly logger: Logger;
}): Promise<void> {
  const { database, journal, logger } = parts;
  const listed = await journal.listScans();
  if (!listed.ok) return;
  const mirrored = new Set(listed.value);
  const unconfirmed = await database.blobs.where('isConfirmed').equals(0).primaryKeys();
  let count = 0;
  for (const hash of unconfirmed.filter((name) => !mirrored.has(name))) {
    const row = await database.blobs.get(hash);
    // It may have been confirmed meanwhile.
    if (row?.isConfirmed !== 0) continue;
    const kept = await journal.keepScan(hash, encodeScan(row.bytes));
    if (kept.ok) count += 1;
    else logger.warn('journal.scanNotMirrored', { code: kept.error.code });
  }
  if (count > 0) logger.warn('journal.scansMirroredAgain', { count });
}
