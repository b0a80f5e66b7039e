import { describe, expect, it } from 'vitest';
import type { ChangeListener, ChangeStream } from '#sync/ports/change-stream.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { calendar } from '#test/unit/shared/domain/samples.ts';
import { RunnerBench } from './runner-bench.ts';

/** A stream in the hands of the test. */
class HandStream implements ChangeStream {
  readonly opened: { readonly cursor: number; readonly listener: ChangeListener; isClosed: boolean }[] = [];

  open(cursor: number, listener: ChangeListener): () => void {
    const stream = { cursor, listener, isClosed: false };
    this.opened.push(stream);
    return () => {
      stream.isClosed = true;
    };
  }

  get last() {
    const last = this.opened.at(-1);
    if (last === undefined) throw new Error('no stream was opened');
    return last;
  }

  end(failure: GatewayFailure = { code: 'unreachable' }): void {
    this.last.listener.ended(failure);
  }
}

async function startOnline(): Promise<{ readonly bench: RunnerBench; readonly stream: HandStream }> {
  const stream = new HandStream();
  const bench = new RunnerBench({ changeStream: stream });
  await bench.start();
  await bench.pass(0);
  return { bench, stream };
}
const fetches = (bench: RunnerBench): number => bench.gateway.callsOf('fetchChanges').length;

describe('the stream of notices', () => {
  it('[PU9] is open while the link is up, at the stored cursor, and a notice fetches within a second', async () => {
    const { bench, stream } = await startOnline();
    expect(stream.opened.map(({ cursor }) => cursor)).toEqual([0]);
    const before = fetches(bench);
    bench.gateway.model.announce('somethingNew', {});
    stream.last.listener.changed(1);
    await bench.pass(1_000);
    expect([fetches(bench) - before, bench.sink.cursor]).toEqual([1, 1]);
  });

  it('[PU9] many notices at once are one fetch', async () => {
    const { bench, stream } = await startOnline();
    const before = fetches(bench);
    for (let number = 1; number <= 50; number += 1) stream.last.listener.changed(number);
    await bench.pass(1_000);
    expect(fetches(bench) - before).toBe(1);
  });

  it('[PU9] a notice during a fetch that may have looked too early makes it fetch again', async () => {
    const { bench, stream } = await startOnline();
    let isFirst = true;
    const honest = bench.gateway.fetchChanges.bind(bench.gateway);
    bench.gateway.fetchChanges = async (cursor, limit) => {
      const answer = await honest(cursor, limit);
      if (isFirst) {
        isFirst = false;
        // Committed after this page was read, before its answer arrives.
        bench.gateway.model.announce('somethingNew', {});
        stream.last.listener.changed(1);
        await new Promise<void>((resolve) => bench.scheduler.after(600, resolve));
      }
      return answer;
    };
    stream.last.listener.changed(1);
    await bench.pass(2_000);
    expect(bench.sink.cursor).toBe(1);
  });

  it('[PU10] is opened again after a cut, later and later, at the cursor of then; pulling goes on', async () => {
    const { bench, stream } = await startOnline();
    bench.gateway.model.announce('somethingNew', {});
    const openedAt: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const count = stream.opened.length;
      const from = bench.clock.monotonic();
      stream.end();
      while (stream.opened.length === count) await bench.pass(250);
      openedAt.push(bench.clock.monotonic() - from);
    }
    expect(openedAt[0]).toBeLessThanOrEqual(1_250);
    expect(openedAt.at(-1)).toBeGreaterThan(25_000);
    expect(Math.max(...openedAt)).toBeLessThanOrEqual(60_250);
    expect(bench.sink.cursor).toBe(1);
    expect(stream.last.cursor).toBe(1);
  });

  it('[PU10] rests for minutes when the gateway knows no streams', async () => {
    const { bench, stream } = await startOnline();
    stream.end({ code: 'rejected', details: { problemCode: 'notFound', status: 404 } });
    await bench.pass(3 * 60_000);
    expect(stream.opened).toHaveLength(1);
    await bench.pass(5 * 60_000);
    expect(stream.opened).toHaveLength(2);
  });

  it('[PU10] is closed when the link is down or the runner stops, and what comes late from it is ignored', async () => {
    const { bench, stream } = await startOnline();
    const old = stream.last;
    bench.gateway.failAll({ code: 'unreachable' });
    await bench.pass(31_000);
    expect([bench.status.connection, old.isClosed]).toEqual(['offline', true]);
    bench.gateway.recover();
    await bench.pass(60_000);
    expect(stream.opened).toHaveLength(2);
    const before = fetches(bench);
    old.listener.changed(99);
    old.listener.ended({ code: 'unreachable' });
    await bench.pass(1_000);
    expect([fetches(bench), stream.opened.length]).toEqual([before, 2]);
    await bench.runner.stop();
    expect([stream.last.isClosed, bench.scheduler.pending]).toEqual([true, 0]);
  });

  it('[PU13] after a new calendar the leases are looked at again', async () => {
    const { bench, stream } = await startOnline();
    const days = bench.sink.workingDays;
    bench.sink.workingDays = [...days.slice(0, 4), '2026-11-27' as LocalDate];
    bench.gateway.model.announce('workCalendarChanged', { workCalendar: { ...calendar, calendarVersion: 2 } });
    stream.last.listener.changed(1);
    await bench.pass(1_000);
    expect(bench.sink.calendar?.calendarVersion).toBe(2);
    expect(bench.gateway.callsOf('leaseNumbers').at(-1)?.argument).toMatchObject({ days: ['2026-11-27'] });
  });

  it('[PU7] kept changes are replayed when the window takes over, with no network', async () => {
    const bench = new RunnerBench();
    bench.sink.deferred = [{ changeNumber: 1, kind: 'catalogueChanged', payload: { catalogueVersion: 2 } }];
    bench.gateway.failAll({ code: 'unreachable' });
    await bench.start();
    expect([bench.sink.deferred, bench.sink.applied.length]).toEqual([[], 1]);
  });
});
