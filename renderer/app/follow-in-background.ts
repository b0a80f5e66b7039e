import { watchOpenPrints } from '#renderer/data/repositories/print-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { Cancel, Clock, Logger, Scheduler } from '#shared/kernel/ports.ts';
import type { LeaderLock } from '#sync/ports/leader-lock.ts';

/** While the citizen stands there. */
const SOON_MS = 1_500;
/** For papers that have waited longer than anybody stands there. */
const LATER_MS = 15_000;
const SOON_FOR_MS = 120_000;

export interface FollowingDeps {
  readonly database: CounterDatabase;
  /** One window of the station asks. */
  readonly leader: LeaderLock;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** Asks once what has become of the prints that spoolers have. */
  follow(): Promise<void>;
}

/**
 * Follows papers from the spooler to their end, also those that were handed over before a restart. Nothing is asked
 * while no paper is on its way.
 * @returns ends it
 */
export function startFollowingPrints(deps: FollowingDeps): () => void {
  let end: () => void = () => undefined;
  const leave = deps.leader.contend(
    () => {
      end = follow(deps);
    },
    () => {
      end();
    },
  );
  return () => {
    leave();
    end();
  };
}

function follow({ database, clock, scheduler, logger, ...deps }: FollowingDeps): () => void {
  let cancel: Cancel = () => undefined;
  let openCount = 0;
  let soonUntil = 0;
  let isAsking = false;
  let hasEnded = false;
  const warn = (cause: unknown): void => {
    logger.warn('prints.notFollowed', { name: cause instanceof Error ? cause.name : typeof cause });
  };
  const plan = (): void => {
    cancel();
    if (hasEnded || isAsking || openCount === 0) return;
    const delayMs = clock.monotonic() < soonUntil ? SOON_MS : LATER_MS;
    cancel = scheduler.after(delayMs, () => void ask());
  };
  const ask = async (): Promise<void> => {
    isAsking = true;
    await deps.follow().catch(warn);
    isAsking = false;
    plan();
  };
  const unsubscribe = watchOpenPrints(
    database,
    (count) => {
      if (count > openCount) soonUntil = clock.monotonic() + SOON_FOR_MS;
      openCount = count;
      plan();
    },
    warn,
  );
  return () => {
    hasEnded = true;
    cancel();
    unsubscribe();
  };
}
