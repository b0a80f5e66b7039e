import { instantFromEpochMs, toEpochMs, toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';

/** A clock that stands still until it is moved. Wall time may be set apart from the monotonic time, as on a real machine. */
export class FakeClock implements Clock {
  private wallMs: number;
  private elapsedMs = 0;

  constructor(start: Instant = '2026-11-20T01:00:00.000Z' as Instant) {
    this.wallMs = toEpochMs(start);
  }

  now(): Instant {
    return instantFromEpochMs(this.wallMs);
  }

  monotonic(): number {
    return this.elapsedMs;
  }

  today(): LocalDate {
    return toLocalDate(this.now());
  }

  /** Lets time pass on both. */
  advance(ms: number): void {
    this.wallMs += ms;
    this.elapsedMs += ms;
  }

  /** Somebody sets the machine's clock. */
  setWall(instant: Instant): void {
    this.wallMs = toEpochMs(instant);
  }
}
