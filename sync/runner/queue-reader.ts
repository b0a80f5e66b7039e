import type { Cancel, Random, Scheduler } from '#shared/kernel/ports.ts';
import type { OutboxRowHead, OutboxStore } from '#sync/ports/outbox-store.ts';
import type { EngineLoop } from './engine-loop.ts';
import { inLane } from './sending.ts';
import type { StorageLane } from './storage-lane.ts';

export interface QueueReaderDeps {
  readonly outbox: OutboxStore;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly reviewIntervalMs?: number;
}

const REVIEW_INTERVAL_MS = 10 * 60_000;
/** Reads of the whole queue that were overtaken by a write are repeated, but not for ever: an old head is harmless. */
const MAX_REPEATS = 3;

/** Tells the engine what is in the outbox. */
export class QueueReader {
  private readonly deps: QueueReaderDeps;
  private readonly lane: StorageLane;
  private readonly loop: EngineLoop;
  private highest = 0;
  private writes = 0;
  private hasRead = false;
  private isReading = false;
  private isWanted = false;

  constructor(deps: QueueReaderDeps, lane: StorageLane, loop: EngineLoop) {
    this.deps = deps;
    this.lane = lane;
    this.loop = loop;
  }

  /** The whole queue, as `appStarted`. */
  async readAll(): Promise<void> {
    const { heads } = await this.readWhole();
    this.remember(heads);
    this.hasRead = true;
    this.loop.dispatch({ type: 'appStarted', heads });
    if (this.isWanted) this.readNew();
  }

  /** Rows added since the last read, as `rowsCommitted`. Calls during a read are joined into one more read. */
  readNew(): void {
    this.isWanted = true;
    if (this.isReading || !this.hasRead) return;
    this.isReading = true;
    void this.readBeyond()
      .catch(() => this.failed())
      .finally(() => {
        this.isReading = false;
      });
  }

  /** The whole queue, as `queueReviewed`: finds rows that were released or set aside, in any window. */
  review(): void {
    if (!this.hasRead) return;
    this.readWhole().then(
      ({ heads, isOvertaken }) => this.loop.dispatch({ type: isOvertaken ? 'rowsCommitted' : 'queueReviewed', heads }),
      () => this.failed(),
    );
  }

  /** Reviews at intervals; returns what stops them. */
  startReviews(): () => void {
    let cancel: Cancel = () => undefined;
    const next = (): void => {
      cancel = this.deps.scheduler.after(this.deps.reviewIntervalMs ?? REVIEW_INTERVAL_MS, () => {
        this.review();
        next();
      });
    };
    next();
    return () => cancel();
  }

  /** A row's state was changed by this window; heads read before that are old. */
  noteWrite(): void {
    this.writes += 1;
  }

  private async readWhole(): Promise<{ readonly heads: readonly OutboxRowHead[]; readonly isOvertaken: boolean }> {
    for (let repeats = 0; ; repeats += 1) {
      const before = this.writes;
      const heads = await inLane(this.lane, () => this.deps.outbox.loadOpenHeads());
      const isOvertaken = before !== this.writes;
      if (!isOvertaken || repeats === MAX_REPEATS) return { heads, isOvertaken };
    }
  }

  private async readBeyond(): Promise<void> {
    do {
      this.isWanted = false;
      const heads = await inLane(this.lane, () => this.deps.outbox.loadOpenHeads(this.highest));
      // A store may give more than it was asked for; what was known before says nothing new here.
      const fresh = heads.filter((head) => head.stationSequence > this.highest);
      this.remember(fresh);
      if (fresh.length > 0) this.loop.dispatch({ type: 'rowsCommitted', heads: fresh });
    } while (this.hasNews());
  }

  private hasNews(): boolean {
    return this.isWanted;
  }

  private remember(heads: readonly OutboxRowHead[]): void {
    for (const head of heads) this.highest = Math.max(this.highest, head.stationSequence);
  }

  private failed(): void {
    this.loop.dispatch({ type: 'storageFailed', random: this.deps.random.next() });
  }
}
