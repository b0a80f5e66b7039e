/**
 * Runs storage work strictly one after another, in the order it was handed in: an acknowledgement is on disk before
 * anything read after it. A failure does not stop the lane.
 */
export interface StorageLane {
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Resolves when everything handed in so far is done. */
  idle(): Promise<void>;
}

export function createStorageLane(): StorageLane {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const next = last.then(work);
      last = next.catch(() => undefined);
      return next;
    },
    async idle() {
      await last;
    },
  };
}
