import type { StationId } from '#shared/kernel/ids.ts';

const MS_PER_SECOND = 1_000;
/** What a turn is taken to last before the first one has been measured. */
const FIRST_GUESS_MS = 50;
/** Weight of the latest turn in the running mean. */
const LATEST_WEIGHT = 0.1;
const LONGEST_SECONDS = 60;
/** Even an almost empty house spreads those it sends away over this many seconds. */
const LEAST_SPREAD_SECONDS = 4;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const MIXER = 0x85ebca6b;

/**
 * When a station that is sent away should come back: not before those inside are done, and spread over as long again by
 * the name of the station, so that the stations sent away together do not come back together.
 */
export class RetryAdvice {
  readonly #concurrent: number;
  #meanTurnMs = FIRST_GUESS_MS;

  constructor(concurrent: number) {
    this.#concurrent = concurrent;
  }

  noteTurn(tookMs: number): void {
    this.#meanTurnMs += (tookMs - this.#meanTurnMs) * LATEST_WEIGHT;
  }

  /** Whole seconds, 1 or more. */
  secondsFor(stationId: StationId, inHouse: number): number {
    const drainSeconds = (inHouse * this.#meanTurnMs) / this.#concurrent / MS_PER_SECOND;
    const spread = Math.max(drainSeconds, LEAST_SPREAD_SECONDS);
    return Math.min(LONGEST_SECONDS, Math.max(1, Math.ceil(drainSeconds + spread * shareOf(stationId))));
  }
}

/** A share in [0, 1) that is always the same for a station and spread evenly over stations (FNV-1a). */
function shareOf(stationId: StationId): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < stationId.length; at += 1) hash = Math.imul(hash ^ stationId.charCodeAt(at), FNV_PRIME);
  // The last characters have not reached every bit yet.
  hash = Math.imul(hash ^ (hash >>> 16), MIXER);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
