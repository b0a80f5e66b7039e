import type { PrintMarkRow, PrintRow } from '#renderer/data/schema/rows.ts';
import type { Instant } from '#shared/kernel/instant.ts';

/** A copy that may lie on somebody's desk. */
function counts({ state }: PrintRow): boolean {
  return state !== 'failed' && state !== 'cancelled';
}

/** Number of the last copy that came out or may have; 0 when there is none. */
export function lastCopyNumber(prints: readonly PrintRow[]): number {
  return Math.max(0, ...prints.filter(counts).map((print) => print.copyNumber));
}

/** The mark of a paper as its prints make it. @param prints in the order in which they were begun, at least one */
export function toPrintMark(mark: PrintMarkRow, prints: readonly PrintRow[], now: Instant): PrintMarkRow {
  const last = prints.at(-1);
  const hasFailed = last !== undefined && !counts(last);
  return {
    ...mark,
    state: hasFailed ? 'failed' : 'printed',
    printCount: lastCopyNumber(prints),
    failureCode: hasFailed ? (last.failureCode ?? 'printCancelled') : null,
    updatedAt: now,
  };
}

/** The prints with the changed ones in their places, new ones at the end. */
export function withChanges(prints: readonly PrintRow[], changed: readonly PrintRow[]): readonly PrintRow[] {
  const byId = new Map(changed.map((print) => [print.printId, print]));
  const kept = prints.map((print) => byId.get(print.printId) ?? print);
  const known = new Set(prints.map((print) => print.printId));
  return [...kept, ...changed.filter((print) => !known.has(print.printId))];
}

/** Work on one paper in this window, by the paper's id or by what it is to be. */
const underWay = new Map<string, Promise<unknown>>();

/** Does one thing after the other with a paper, so that no copy number is given twice and no answer is written over. */
export async function inTurn<Value>(paper: string, work: () => Promise<Value>): Promise<Value> {
  const earlier = underWay.get(paper) ?? Promise.resolve();
  const ours = earlier.catch(() => undefined).then(work);
  underWay.set(paper, ours);
  try {
    return await ours;
  } finally {
    if (underWay.get(paper) === ours) underWay.delete(paper);
  }
}
