import type { EngineStatus } from '#sync/engine/index.ts';
import type { Instant } from '#shared/kernel/instant.ts';

/** What screens show of the sync. A follower (another window leads) counts nothing: its numbers are zero. */
export interface SyncStatus {
  readonly connection: 'online' | 'offline' | 'paused' | 'notEnrolled' | 'follower';
  /** Since when `connection` has been what it is. */
  readonly since: Instant;
  /** Why it is offline or paused: a stable code with a text in renderer/i18n. */
  readonly cause?: NonNullable<EngineStatus['cause']>;
  /** Rows not yet accepted, without those held. */
  readonly waiting: number;
  /** Rows set aside for a person. */
  readonly held: number;
  readonly oldestWaitingAt: Instant | null;
  /** When scans go on that wait for their time of day; `null` = they do not wait for it. */
  readonly uploadsResumeAt: Instant | null;
  /** Operations and uploads under way. */
  readonly inFlight: number;
  /** The last time the gateway itself answered, whatever it said. */
  readonly lastContactAt: Instant | null;
  readonly unusedNumbersToday: number | null;
  /** The province's clock minus this machine's, in milliseconds, as of the last batch. */
  readonly clockSkewMs: number | null;
}

export function initialStatus(since: Instant): SyncStatus {
  return {
    connection: 'follower',
    since,
    waiting: 0,
    held: 0,
    oldestWaitingAt: null,
    uploadsResumeAt: null,
    inFlight: 0,
    lastContactAt: null,
    unusedNumbersToday: null,
    clockSkewMs: null,
  };
}

/** Puts the engine's part over the rest; `since` moves only with `connection`. */
export function withEngineStatus(status: SyncStatus, engine: EngineStatus, now: Instant): SyncStatus {
  const { cause: _before, ...rest } = status;
  const { cause, ...counted } = engine;
  const since = engine.connection === status.connection ? status.since : now;
  return { ...rest, ...counted, since, ...(cause === null ? {} : { cause }) };
}
