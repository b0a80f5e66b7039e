import { describe, expect, it } from 'vitest';
import type { OperationId } from '#shared/kernel/ids.ts';
import { RunnerBench } from './runner-bench.ts';

describe('trouble', () => {
  it('[RU5] pauses when the outbox fails, loses nothing and goes on by itself', async () => {
    for (const method of ['loadOpenHeads', 'readOperations', 'acknowledge'] as const) {
      const bench = new RunnerBench();
      const operation = bench.book.write();
      bench.outbox.add(operation);
      bench.outbox.failing.add(method);
      await bench.start();
      expect([method, bench.status.connection, bench.status.cause]).toEqual([method, 'paused', 'storageFailed']);
      await bench.pass(60_000);
      expect([method, bench.status.cause]).toEqual([method, 'storageFailed']);
      bench.outbox.failing.clear();
      await bench.pass(60_000);
      expect([method, bench.status.connection]).toEqual([method, 'online']);
      expect(bench.outbox.idsIn('acknowledged')).toEqual([operation.operationId]);
      expect(bench.applied).toEqual([operation.operationId]);
    }
  });

  it('[RU5] takes a failing note of an attempt for failing storage too', async () => {
    const bench = new RunnerBench();
    bench.outbox.add(bench.book.write());
    bench.outbox.failing.add('recordAttempt');
    await bench.start();
    expect(bench.status).toMatchObject({ connection: 'paused', cause: 'storageFailed' });
    bench.outbox.failing.clear();
    await bench.pass(60_000);
    expect(bench.status).toMatchObject({ connection: 'online', waiting: 0 });
    expect(bench.applied).toHaveLength(1);
  });

  it('[RU5] says so when a release cannot be stored', async () => {
    const bench = new RunnerBench();
    bench.outbox.failing.add('release');
    await bench.start();
    const answer = await bench.runner.release(bench.book.write().operationId);
    expect(answer).toEqual({ ok: false, error: { code: 'storageFailed' } });
  });

  it('[RU4] goes on after a defect in the client, which it logs once', async () => {
    const bench = new RunnerBench();
    bench.outbox.add(bench.book.write());
    bench.gateway.script = () => ({ kind: 'throw' });
    await bench.start();
    await bench.pass(600_000);
    const defects = bench.logger.lines.filter(
      (line) => line.level === 'error' && line.fields?.['place'] === 'sendBatch',
    );
    expect(defects).toEqual([
      { level: 'error', event: 'sync.defect', fields: { place: 'sendBatch', name: 'TypeError' } },
    ]);
    bench.gateway.recover();
    await bench.pass(300_000);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });

  it('[RU4] recovers from a defect in the engine itself', async () => {
    const bench = new RunnerBench();
    const load = bench.outbox.loadOpenHeads.bind(bench.outbox);
    let isBroken = true;
    bench.outbox.loadOpenHeads = async (after) => {
      const heads = await load(after);
      return isBroken ? heads.map((head) => ({ ...head, dependsOn: null as unknown as OperationId[] })) : heads;
    };
    bench.outbox.add(bench.book.write());
    await bench.start();
    await bench.pass(60_000);
    expect(bench.logger.lines.filter((line) => line.fields?.['place'] === 'engine.appStarted')).toHaveLength(1);
    isBroken = false;
    await bench.pass(60_000);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });

  it('[PU5] goes on sending when the sink cannot store what was pulled', async () => {
    const bench = new RunnerBench();
    bench.sink.isFailing = true;
    bench.gateway.model.announce('dossierStateChanged', {});
    bench.outbox.add(bench.book.write());
    await bench.start();
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
    expect(bench.status.connection).toBe('online');
    bench.sink.isFailing = false;
    await bench.pass(600_000);
    expect(bench.sink.applied).toHaveLength(1);
  });

  it('[RU8] logs event names, ids, counts and codes only', async () => {
    const bench = new RunnerBench();
    const secret = 'Nguyễn Thị Mẫu 001300012345';
    const [good, bad] = [
      bench.book.write({ payload: { name: secret } }),
      bench.book.write({ payload: { name: secret } }),
    ];
    bench.outbox.add(good, bad);
    bench.gateway.model.refusals.set(bad.operationId, { code: 'illegalState', detail: secret });
    await bench.start();
    bench.gateway.script = () => ({ kind: 'throw' });
    await bench.pass(120_000);
    expect(bench.logger.lines.length).toBeGreaterThan(2);
    expect(JSON.stringify(bench.logger.lines)).not.toContain('Mẫu');
    for (const { fields } of bench.logger.lines) {
      for (const value of Object.values(fields ?? {})) expect(['string', 'number', 'boolean']).toContain(typeof value);
    }
  });
});
