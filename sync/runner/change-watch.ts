import type { Cancel, Clock, Logger, Random, Scheduler } from '#shared/kernel/ports.ts';
import { backoffDelayMs, type BackoffPolicy } from '#sync/engine/index.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { ChangeStream } from '#sync/ports/change-stream.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';

export interface ChangeWatchDeps {
  readonly stream: ChangeStream;
  readonly sink: Pick<ChangeSink, 'readCursor'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
  /** Asks the engine to fetch changes now. */
  readonly onNews: () => void;
}

const REOPEN_BACKOFF: BackoffPolicy = { baseMs: 1_000, capMs: 60_000, serverCapMs: 15 * 60_000 };
/** A gateway that knows no streams, or refuses the cursor, is asked again this much later; pulling goes on meanwhile. */
const REFUSED_REST_MS = 5 * 60_000;
/** A stream that lasted this long was a good one: the next failure is the first again. */
const SETTLED_MS = 30_000;
/** Notices to a whole province go out at once; the stations come back spread over this time. */
const SPREAD_MS = 400;

/**
 * Keeps one stream of notices open while the link is up. Whatever happens to it, the interval pull goes on: the stream
 * only makes changes come sooner.
 */
export class ChangeWatch {
  private readonly deps: ChangeWatchDeps;
  private isWanted = false;
  /** Grows with every stream, so that what comes late from an old one is ignored. */
  private turn = 0;
  private failures = 0;
  private closeStream: () => void = () => undefined;
  private cancelReopening: Cancel = () => undefined;
  /** News is about to be handed on: one more notice adds nothing. */
  private pendingNews: Cancel | undefined;

  constructor(deps: ChangeWatchDeps) {
    this.deps = deps;
  }

  /** Called with every status; opens when the link is up and closes when it is not, or another window leads. */
  follow(isOnline: boolean): void {
    if (isOnline === this.isWanted) return;
    this.isWanted = isOnline;
    this.reset();
    if (isOnline) void this.open(this.turn);
  }

  stop(): void {
    this.follow(false);
  }

  private reset(): void {
    this.turn += 1;
    this.closeStream();
    this.closeStream = () => undefined;
    this.cancelReopening();
    this.pendingNews?.();
    this.pendingNews = undefined;
  }

  private async open(turn: number): Promise<void> {
    const { sink, stream, clock } = this.deps;
    let cursor: number;
    try {
      cursor = await sink.readCursor();
    } catch {
      // The pull meets the same store and reports it.
      this.ended(turn, { code: 'unreachable' });
      return;
    }
    if (turn !== this.turn) return;
    const openedAtMs = clock.monotonic();
    this.closeStream = stream.open(cursor, {
      opened: () => this.deps.logger.info('sync.streamOpened', { cursor }),
      changed: () => this.changed(turn),
      ended: (failure) => {
        if (clock.monotonic() - openedAtMs >= SETTLED_MS) this.failures = 0;
        this.ended(turn, failure);
      },
    });
  }

  private changed(turn: number): void {
    if (turn !== this.turn || this.pendingNews !== undefined) return;
    this.failures = 0;
    const delayMs = Math.round(this.deps.random.next() * SPREAD_MS);
    this.pendingNews = this.deps.scheduler.after(delayMs, () => {
      this.pendingNews = undefined;
      this.deps.onNews();
    });
  }

  private ended(turn: number, failure: GatewayFailure): void {
    if (turn !== this.turn) return;
    this.reset();
    this.failures += 1;
    const next = this.turn;
    const delayMs = this.delayAfter(failure);
    this.deps.logger.info('sync.streamEnded', { code: failure.code, delayMs: Math.round(delayMs) });
    this.cancelReopening = this.deps.scheduler.after(delayMs, () => void this.open(next));
  }

  private delayAfter(failure: GatewayFailure): number {
    const { random } = this.deps;
    if (failure.code === 'rejected') return REFUSED_REST_MS * (0.75 + random.next() / 2);
    const { details } = failure;
    const asked = details !== undefined && 'retryAfterMs' in details ? details.retryAfterMs : undefined;
    return backoffDelayMs(REOPEN_BACKOFF, this.failures, random.next(), asked);
  }
}
