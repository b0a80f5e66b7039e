import {
  listWaiting,
  watchDigitising,
  type DigitisingNews,
} from '#renderer/data/repositories/digitisation-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierComponentId } from '#shared/kernel/ids.ts';
import type { Cancel, Clock, Logger, Scheduler } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LeaderLock } from '#sync/ports/leader-lock.ts';

/** After an acceptance the receipt goes first. */
const AFTER_NEWS_MS = 2_000;
/** Between two components, so that a long row of them never holds up the window. */
const BREATHER_MS = 200;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;

export interface DigitisingDeps {
  readonly database: CounterDatabase;
  /** One window of the station makes the PDFs. */
  readonly leader: LeaderLock;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** @param untilQuiet what takes the processor for long waits for it, so that an acceptance has the machine */
  digitise(row: Digitisation, signal: AbortSignal, untilQuiet: () => Promise<void>): Promise<Result<null, AppError>>;
}

/**
 * Makes the PDFs of accepted components one after another, also of those that were accepted before a restart. One that
 * comes to nothing is tried again, later each time and as often as it takes, and holds up none of the others.
 * @returns ends it
 */
export function startDigitising(deps: DigitisingDeps): () => void {
  let loop: DigitisingLoop | undefined;
  const end = (): void => {
    loop?.end();
    loop = undefined;
  };
  const leave = deps.leader.contend(() => {
    loop = new DigitisingLoop(deps);
  }, end);
  return () => {
    leave();
    end();
  };
}

/** The work of one window for as long as it leads. */
class DigitisingLoop {
  readonly #deps: DigitisingDeps;
  readonly #unsubscribe: () => void;
  /** When each may be tried again, on the monotonic clock. A restart forgets it: then it is tried at once. */
  readonly #notBefore = new Map<DossierComponentId, number>();
  #news: DigitisingNews = { waitingCount: 0, isPaused: false };
  /** On the monotonic clock: nothing is begun before, because somebody has just accepted a dossier. */
  #quietFrom = 0;
  #stop: AbortController | undefined;
  #cancel: Cancel = () => undefined;
  #hasEnded = false;

  constructor(deps: DigitisingDeps) {
    this.#deps = deps;
    this.#unsubscribe = watchDigitising(
      deps.database,
      (news) => {
        this.#heed(news);
      },
      (cause) => {
        this.#warn(cause);
      },
    );
  }

  end(): void {
    this.#hasEnded = true;
    this.#unsubscribe();
    this.#cancel();
    this.#stop?.abort();
  }

  #heed(news: DigitisingNews): void {
    if (news.waitingCount > this.#news.waitingCount) this.#quietFrom = this.#deps.clock.monotonic() + AFTER_NEWS_MS;
    this.#news = news;
    if (news.isPaused) this.#stop?.abort();
    this.#plan(AFTER_NEWS_MS);
  }

  #plan(delayMs: number): void {
    this.#cancel();
    if (this.#hasEnded || this.#stop !== undefined || this.#news.isPaused || this.#news.waitingCount === 0) return;
    const untilQuietMs = this.#quietFrom - this.#deps.clock.monotonic();
    this.#cancel = this.#deps.scheduler.after(Math.max(delayMs, untilQuietMs), () => {
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    let nextMs = FIRST_RETRY_MS;
    try {
      nextMs = await this.#digitiseNext(stop.signal);
    } catch (cause) {
      this.#warn(cause);
    }
    this.#stop = undefined;
    this.#plan(nextMs);
  }

  /** @returns how long to wait before the next one */
  async #digitiseNext(signal: AbortSignal): Promise<number> {
    const { clock, database } = this.#deps;
    const waiting = await listWaiting(database);
    const dueAt = ({ componentId }: Digitisation): number => this.#notBefore.get(componentId) ?? 0;
    const now = clock.monotonic();
    const row = waiting.find((candidate) => dueAt(candidate) <= now);
    if (row === undefined) {
      return waiting.reduce((least, each) => Math.min(least, dueAt(each) - now), LONGEST_RETRY_MS);
    }
    const digitised = await this.#deps.digitise(row, signal, () => this.#untilQuiet(signal));
    if (digitised.ok) this.#notBefore.delete(row.componentId);
    else if (!signal.aborted) {
      const delayMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 10), LONGEST_RETRY_MS);
      this.#notBefore.set(row.componentId, clock.monotonic() + delayMs);
    }
    return BREATHER_MS;
  }

  #untilQuiet(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const leftMs = this.#quietFrom - this.#deps.clock.monotonic();
        if (leftMs > 0 && !signal.aborted) this.#deps.scheduler.after(leftMs, look);
        else resolve();
      };
      look();
    });
  }

  #warn(cause: unknown): void {
    this.#deps.logger.warn('digitise.stumbled', { name: cause instanceof Error ? cause.name : typeof cause });
  }
}
