import { MOST_REMOVED_AT_ONCE, removeRetiredBlobs } from '#renderer/data/repositories/blob-retention.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { DEFAULT_BLOB_RETENTION } from '#shared/domain/blob-retention.ts';
import type { Clock, Logger, Scheduler } from '#shared/kernel/ports.ts';

const FIRST_LOOK_MS = 5 * 60_000;
const NEXT_LOOK_MS = 60 * 60_000;
/** Between two helpings when there is more to remove. */
const BREATHER_MS = 10_000;

export interface BlobCleanUpDeps {
  readonly database: CounterDatabase;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Removes local copies of scans that the retention rule lets go, in small helpings long after the start. */
export function startBlobCleanUp({ database, clock, scheduler, logger }: BlobCleanUpDeps): void {
  const look = async (): Promise<void> => {
    const count = await removeRetiredBlobs(database, clock.now(), DEFAULT_BLOB_RETENTION);
    if (count > 0) logger.info('blobs.removed', { count });
    plan(count === MOST_REMOVED_AT_ONCE ? BREATHER_MS : NEXT_LOOK_MS);
  };
  const plan = (delayMs: number): void => {
    scheduler.after(delayMs, () => {
      look().catch((error: unknown) => {
        logger.warn('blobs.cleanUpFailed', { name: error instanceof Error ? error.name : typeof error });
        plan(NEXT_LOOK_MS);
      });
    });
  };
  plan(FIRST_LOOK_MS);
}
