import { err, ok } from '#shared/kernel/result.ts';
import type { JournalErrorCode, JournalOutcome } from './journal.ts';

/** Runs the work while no other window uses the same files. */
export type Exclusively = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One piece of work after the other; what a disk rejects becomes a value. Default: there is no other window. */
export function createLane(
  disk: { errorCode(cause: unknown): JournalErrorCode },
  exclusively: Exclusively = atOnce,
): <Value>(work: () => Promise<Value>) => Promise<JournalOutcome<Value>> {
  let lane: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>) => {
    const run = lane
      .then(() => exclusively(work))
      .then(
        (value) => ok(value),
        (cause: unknown) => err({ code: disk.errorCode(cause) }),
      );
    lane = run;
    return run;
  };
}

function atOnce<Value>(work: () => Promise<Value>): Promise<Value> {
  return work();
}
