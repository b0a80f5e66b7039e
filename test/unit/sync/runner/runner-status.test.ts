import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/instant.ts';
import { RunnerBench, statusOf } from './runner-bench.ts';

describe('status', () => {
  it('[RU6] is shared, begins with the current status and tells contact and clock skew', async () => {
    const bench = new RunnerBench();
    const seen: string[] = [];
    bench.runner.status$.subscribe((status) => seen.push(status.connection));
    expect(seen).toEqual(['follower']);
    bench.outbox.add(bench.book.write());
    await bench.start();
    expect(bench.status).toEqual(statusOf(bench.runner));
    expect(bench.status.lastContactAt).toBe(bench.clock.now());
    expect(bench.status.clockSkewMs).toBe(0);
    const skewed = new RunnerBench();
    const send = skewed.gateway.sendOperations.bind(skewed.gateway);
    skewed.gateway.sendOperations = async (operations) => {
      const answer = await send(operations);
      return answer.ok
        ? { ok: true, value: { ...answer.value, serverNow: '2026-11-20T01:05:00.000Z' as Instant } }
        : answer;
    };
    skewed.outbox.add(skewed.book.write());
    await skewed.start();
    expect(skewed.status.clockSkewMs).toBe(300_000);
  });

  it('[RU6] says since when the connection is what it is', async () => {
    const bench = new RunnerBench();
    await bench.start();
    const since = bench.status.since;
    await bench.pass(95_000);
    expect(bench.status.since).toBe(since);
    bench.gateway.failAll({ code: 'notTheGateway' });
    await bench.pass(30_000);
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'notTheGateway' });
    expect(bench.status.since > since).toBe(true);
    expect(bench.status.lastContactAt).not.toBeNull();
  });

  it('[EN14] shows why it is paused and goes on by itself', async () => {
    const bench = new RunnerBench();
    bench.outbox.add(bench.book.write());
    bench.gateway.failAll({ code: 'stationBlocked', details: { status: 403 } });
    await bench.start();
    expect(bench.status).toMatchObject({ connection: 'paused', cause: 'stationBlocked', waiting: 1 });
    bench.gateway.recover();
    await bench.pass(120_000);
    expect(bench.status).toMatchObject({ connection: 'online', waiting: 0 });
    expect(bench.status.cause).toBeUndefined();
  });
});
