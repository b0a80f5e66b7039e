import type { LocalDate } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';

/** The block that gives the next number of the day: the lowest that has one left. */
export async function findNextNumberBlock(
  database: CounterDatabase,
  agencyCode: string,
  on: LocalDate,
): Promise<NumberBlockRow | undefined> {
  const blocks = await database.numberBlocks.where('workingOn').equals(on).sortBy('from');
  return blocks.find((block) => block.agencyCode === agencyCode && block.next <= block.to);
}

/** Numbers still unused per day, from `from` on. */
export async function countUnusedNumbers(
  database: CounterDatabase,
  from: LocalDate,
): Promise<ReadonlyMap<LocalDate, number>> {
  const unused = new Map<LocalDate, number>();
  for (const block of await database.numberBlocks.where('workingOn').aboveOrEqual(from).toArray()) {
    unused.set(block.workingOn, (unused.get(block.workingOn) ?? 0) + Math.max(0, block.to - block.next + 1));
  }
  return unused;
}
