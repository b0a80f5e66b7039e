import type { Instant } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { ChainBreakRow } from '#renderer/data/schema/rows.ts';

/** Keeps what the province reports; the first report of a number stays. */
export async function putChainBreaks(
  database: CounterDatabase,
  stationSequences: readonly number[],
  reportedAt: Instant,
): Promise<void> {
  const known = await database.chainBreaks.bulkGet([...stationSequences]);
  const fresh = stationSequences.filter((_, index) => known[index] === undefined);
  await database.chainBreaks.bulkPut(fresh.map((stationSequence) => ({ stationSequence, reportedAt })));
}

/** Every reported break, by running number. */
export function listChainBreaks(database: CounterDatabase): Promise<ChainBreakRow[]> {
  return database.chainBreaks.orderBy('stationSequence').toArray();
}
