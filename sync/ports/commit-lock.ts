/** Lets the windows of this origin write operations one after the other, so that none of them has to seal its own anew. */
export interface CommitLock {
  /** Runs `work` alone, in the order asked for, and gives its outcome. Not to be asked for again from inside `work`. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
}
