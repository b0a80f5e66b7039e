import type { LocalDate } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '../schema/database.ts';
import type { NumberBlockRow } from '../schema/rows.ts';

/** The block that gives the next number of the day: the lowest that has one left. */
export async function findNextNumberBlock(
  database: CounterDatabase,
  agencyCode: string,
  on: LocalDate,
): Promise<NumberBlockRow | undefined> {
  const blocks = await database.numberBlocks.where('workingOn').equals(on).sortBy('from');
  return blocks.find((block) => block.agencyCode === agencyCode && block.next <= block.to);
}
