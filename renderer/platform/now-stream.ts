import { map, shareReplay, timer, type Observable } from 'rxjs';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Instant } from '#shared/kernel/instant.ts';

const TICK_MS = 5_000;

/** The clock as a stream, for screens that show minutes. */
export function createNowStream(clock: Clock): Observable<Instant> {
  return timer(0, TICK_MS).pipe(
    map(() => clock.now()),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}
