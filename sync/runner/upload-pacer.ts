import { toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import type { Clock, Scheduler } from '#shared/kernel/ports.ts';
import type { UploadOptions } from '#sync/ports/gateway-client.ts';
import type { StopSignal } from '#sync/ports/stop-signal.ts';
import type { UploadPolicy } from '#sync/ports/upload-policy.ts';
import { StopSource } from './stop-source.ts';
import { nextOpening } from './upload-window.ts';

export interface UploadPacerDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly readPolicy: () => Promise<UploadPolicy>;
  /** Tells until when scans wait for their time of day; `null` = they do not. */
  readonly onWait: (until: Instant | null) => void;
}

/** Settings may change while something waits, and clocks may be set: nobody sleeps longer than this. */
const LONGEST_SLEEP_MS = 60_000;
/** Under a budget a part is what the budget gives in this time, so that its use is even. */
const PART_MS = 2_000;
const SMALLEST_PART_BYTES = 8 * 1024;

/**
 * Lets uploads go on part by part: never while operations are under way, only at their time of day, and no faster than
 * the counter's budget. It holds nothing but time; what is sent next is the engine's decision.
 */
export class UploadPacer {
  readonly #deps: UploadPacerDeps;
  #stops = new StopSource();
  #batches = 0;
  #onQuiet: (() => void)[] = [];
  /** Monotonic milliseconds from which the budget has room again. */
  #freeAtMs = Number.NEGATIVE_INFINITY;

  constructor(deps: UploadPacerDeps) {
    this.#deps = deps;
  }

  /** Runs `work`, and no part of an upload starts meanwhile. */
  async beside<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#batches += 1;
    try {
      return await work();
    } finally {
      this.#batches -= 1;
      if (this.#batches === 0) {
        const waiting = this.#onQuiet;
        this.#onQuiet = [];
        for (const go of waiting) go();
      }
    }
  }

  /** Resolves at a time of day at which scans may go up, or when uploads are stopped. */
  async untilAllowed(): Promise<void> {
    await this.#policyWhenOpen(this.#stops);
  }

  /** For one upload: parts at their time, and an end when uploads are stopped. */
  options(): Required<Pick<UploadOptions, 'nextPart' | 'stop'>> {
    const stop = this.#stops;
    return { stop, nextPart: (wantedBytes) => this.#nextPart(wantedBytes, stop) };
  }

  /** Ends every upload under way and every wait for one; later uploads are free to go. */
  stop(): void {
    const stopped = this.#stops;
    this.#stops = new StopSource();
    stopped.stop();
    this.#deps.onWait(null);
  }

  async #nextPart(wantedBytes: number, stop: StopSignal): Promise<number> {
    const { clock } = this.#deps;
    for (;;) {
      await this.#untilQuiet();
      const policy = await this.#policyWhenOpen(stop);
      if (policy === undefined || policy.budgetKbps === null) return wantedBytes;
      const bytesPerMs = policy.budgetKbps / 8;
      const nowMs = clock.monotonic();
      if (nowMs >= this.#freeAtMs) {
        const bytes = Math.min(wantedBytes, Math.max(SMALLEST_PART_BYTES, Math.floor(bytesPerMs * PART_MS)));
        this.#freeAtMs = nowMs + bytes / bytesPerMs;
        return bytes;
      }
      await this.#sleep(this.#freeAtMs - nowMs, stop);
    }
  }

  /** `undefined` once uploads were stopped. */
  async #policyWhenOpen(stop: StopSignal): Promise<UploadPolicy | undefined> {
    const { clock, readPolicy, onWait } = this.#deps;
    for (;;) {
      const policy = await readPolicy();
      if (stop.isStopped) return undefined;
      const opensAt = nextOpening(policy.windows, clock.now());
      onWait(opensAt);
      if (opensAt === null) return policy;
      await this.#sleep(toEpochMs(opensAt) - toEpochMs(clock.now()), stop);
    }
  }

  #untilQuiet(): Promise<void> {
    if (this.#batches === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onQuiet.push(resolve);
    });
  }

  #sleep(delayMs: number, stop: StopSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        forget();
        resolve();
      };
      const cancel = this.#deps.scheduler.after(Math.min(Math.max(delayMs, 1), LONGEST_SLEEP_MS), end);
      const forget = stop.onStop(end);
      if (stop.isStopped) end();
    });
  }
}
