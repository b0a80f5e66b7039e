import type { LeaderLock } from '#sync/ports/leader-lock.ts';

interface Contender {
  readonly onGained: () => void;
  readonly onLost: () => void;
}

/** One lock that several windows contend for; the first in line leads. Grants come a moment later, as with Web Locks. */
export class FakeLeaderLock implements LeaderLock {
  private readonly line: Contender[] = [];
  private holder: Contender | undefined;

  get isHeld(): boolean {
    return this.holder !== undefined;
  }

  contend(onGained: () => void, onLost: () => void): () => void {
    const contender: Contender = { onGained, onLost };
    this.line.push(contender);
    this.grantNext();
    return () => {
      const place = this.line.indexOf(contender);
      if (place >= 0) this.line.splice(place, 1);
      if (this.holder !== contender) return;
      this.holder = undefined;
      this.grantNext();
    };
  }

  /** The browser takes the lock from its holder and gives it to the next in line. */
  steal(): void {
    const { holder } = this;
    this.holder = undefined;
    holder?.onLost();
    this.grantNext();
  }

  private grantNext(): void {
    queueMicrotask(() => {
      if (this.holder !== undefined) return;
      this.holder = this.line.shift();
      this.holder?.onGained();
    });
  }
}
