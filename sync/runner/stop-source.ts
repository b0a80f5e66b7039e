import type { StopSignal } from '#sync/ports/stop-signal.ts';

/** A signal and the hand that gives it. */
export class StopSource implements StopSignal {
  #isStopped = false;
  readonly #listeners = new Set<() => void>();

  get isStopped(): boolean {
    return this.#isStopped;
  }

  onStop(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  stop(): void {
    this.#isStopped = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
