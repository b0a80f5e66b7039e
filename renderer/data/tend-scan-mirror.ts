import type { Journal } from '#shared/journal-format/journal.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import { encodeScan } from './journal-codec.ts';
import type { JournalWriter } from './journal-writer.ts';
import { isLineDone, rowsOfLine } from './repositories/outbox-lines.ts';
import type { CounterDatabase } from './schema/database.ts';

export interface ScanMirror {
  readonly database: CounterDatabase;
  readonly journal: Pick<Journal, 'listScans' | 'keepScan' | 'dropScan'>;
  readonly writer: Pick<JournalWriter, 'flush'>;
  readonly logger: Logger;
}

/**
 * Makes the mirror hold what it has to: what the gateway has not confirmed is mirrored again where it is missing, what it
 * has confirmed is cleared. What fails is tried at the next start.
 */
export async function tendScanMirror(parts: ScanMirror): Promise<void> {
  const listed = await parts.journal.listScans();
  if (!listed.ok) {
    parts.logger.warn('journal.scansNotListed', { code: listed.error.code });
    return;
  }
  // Keys only: the rows hold the scans themselves.
  const unconfirmed = new Set<string>(await parts.database.blobs.where('isConfirmed').equals(0).primaryKeys());
  const mirrored = new Set(listed.value);
  await mirrorAgain(
    parts,
    [...unconfirmed].filter((hash) => !mirrored.has(hash)),
  );
  await dropConfirmed(
    parts,
    listed.value.filter((hash) => !unconfirmed.has(hash)),
  );
}

/** Damage, or a power cut right after the very first start, may take from the mirror what the store still has. */
async function mirrorAgain({ database, journal, logger }: ScanMirror, hashes: readonly string[]): Promise<void> {
  let count = 0;
  for (const hash of hashes) {
    const row = await database.blobs.get(hash);
    // It may have been confirmed meanwhile.
    if (row?.isConfirmed !== 0) continue;
    const kept = await journal.keepScan(hash, encodeScan(row.bytes));
    if (kept.ok) count += 1;
    else logger.warn('journal.scanNotMirrored', { code: kept.error.code });
  }
  if (count > 0) logger.warn('journal.scansMirroredAgain', { count });
}

/**
 * Clears mirrored scans whose hash the gateway has returned. Only those: the blob must be confirmed (or its upload
 * acknowledged, when the retention rule has removed the local copy since), nothing of its line may still be open, and the
 * journal must know both; whatever is lost after that, the scan is at the province.
 */
async function dropConfirmed(
  { database, journal, writer, logger }: ScanMirror,
  hashes: readonly string[],
): Promise<void> {
  const confirmed = new Set<string>(await database.blobs.where('isConfirmed').equals(1).primaryKeys());
  let count = 0;
  for (const hash of hashes) {
    const line = lineOfBlob(hash);
    const isHeldByProvince = confirmed.has(hash) || (await rowsOfLine(database, line).count()) > 0;
    if (!isHeldByProvince || !(await isLineDone(database, line))) continue;
    if (!(await writer.flush()).ok) return;
    const dropped = await journal.dropScan(hash);
    if (dropped.ok) count += 1;
  }
  if (count > 0) logger.info('journal.scansDropped', { count });
}
