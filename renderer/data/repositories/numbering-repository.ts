import type { LocalDate } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';

/** Leased, and not on its way back to the province. */
function isOpenLease({ kind, closedBy }: NumberBlockRow): boolean {
  return kind === undefined && closedBy === undefined;
}

/** The block that gives the next number of the day: the lowest that has one left. */
export async function findNextNumberBlock(
  database: CounterDatabase,
  agencyCode: string,
  on: LocalDate,
): Promise<NumberBlockRow | undefined> {
  return pickLease(await database.numberBlocks.where('workingOn').equals(on).toArray(), agencyCode);
}

/** @param blocks those of the day */
export function pickLease(blocks: readonly NumberBlockRow[], agencyCode: string): NumberBlockRow | undefined {
  return blocks
    .filter((block) => isOpenLease(block) && block.agencyCode === agencyCode && block.next <= block.to)
    .sort((a, b) => a.from - b.from)[0];
}

/** Leased numbers still unused per day, from `from` on. */
export async function countUnusedNumbers(
  database: CounterDatabase,
  from: LocalDate,
): Promise<ReadonlyMap<LocalDate, number>> {
  const unused = new Map<LocalDate, number>();
  for (const block of await database.numberBlocks.where('workingOn').aboveOrEqual(from).toArray()) {
    if (!isOpenLease(block)) continue;
    unused.set(block.workingOn, (unused.get(block.workingOn) ?? 0) + Math.max(0, block.to - block.next + 1));
  }
  return unused;
}
