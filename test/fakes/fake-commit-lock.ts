import type { CommitLock } from '#sync/ports/commit-lock.ts';

/** One lock of one origin: hand the same one to every window. */
export class FakeCommitLock implements CommitLock {
  /** How often it has been asked for. */
  asked = 0;
  private tail: Promise<unknown> = Promise.resolve();

  run<Value>(work: () => Promise<Value>): Promise<Value> {
    this.asked += 1;
    const done = this.tail.then(work);
    // What went wrong is told to whoever asked; the next in line goes on.
    this.tail = done.catch(() => undefined);
    return done;
  }
}
