import type { Connectivity } from '#sync/ports/connectivity.ts';

/** The operating system's opinion, given by the test. */
export class FakeConnectivity implements Connectivity {
  private readonly listeners = new Set<(isLikelyOnline: boolean) => void>();

  onHint(listener: (isLikelyOnline: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  hint(isLikelyOnline: boolean): void {
    for (const listener of this.listeners) listener(isLikelyOnline);
  }
}
