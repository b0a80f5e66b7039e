import * as v from 'valibot';
import type { Instant } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { ChainBreakRow } from '#renderer/data/schema/rows.ts';

const reportSchema = v.object({
  stationSequences: v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), v.minLength(1)),
});

/**
 * Keeps what the province reports; the first report of a number stays.
 * @returns false when the report has another shape than this build knows
 */
export async function putChainBreaks(
  database: CounterDatabase,
  report: unknown,
  reportedAt: Instant,
): Promise<boolean> {
  const parsed = v.safeParse(reportSchema, report);
  if (!parsed.success) return false;
  const known = await database.chainBreaks.bulkGet(parsed.output.stationSequences);
  const fresh = parsed.output.stationSequences.filter((_, index) => known[index] === undefined);
  await database.chainBreaks.bulkPut(fresh.map((stationSequence) => ({ stationSequence, reportedAt })));
  return true;
}

/** Every reported break, by running number. */
export function listChainBreaks(database: CounterDatabase): Promise<ChainBreakRow[]> {
  return database.chainBreaks.orderBy('stationSequence').toArray();
}
