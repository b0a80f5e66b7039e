import { describe, expect, it } from 'vitest';
import { settled } from '#test/fakes/virtual-scheduler.ts';
import { RunnerBench, statusOf } from './runner-bench.ts';

const UNREACHABLE = { code: 'unreachable' } as const;

describe('the straight line', () => {
  it('[RU2] sends what is in the outbox and acknowledges it after the answer', async () => {
    const bench = new RunnerBench();
    const operations = [bench.book.write(), bench.book.write()];
    bench.outbox.add(...operations);
    await bench.start();
    expect(bench.applied).toEqual(operations.map((operation) => operation.operationId));
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(2);
    expect(bench.status).toMatchObject({ connection: 'online', waiting: 0, held: 0, inFlight: 0 });
    expect([...bench.outbox.rows.values()].map((row) => row.attempts)).toEqual([1, 1]);
  });

  it('[RU2] does not acknowledge while the answer is out', async () => {
    const bench = new RunnerBench();
    bench.outbox.add(bench.book.write());
    bench.gateway.script = (call) => ({ kind: call.method === 'sendOperations' ? 'hold' : 'deliver' });
    await bench.start();
    expect(bench.outbox.idsIn('acknowledged')).toEqual([]);
    expect(bench.status.inFlight).toBe(1);
    bench.gateway.answerHeld();
    await bench.pass(0);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });

  it('[RU2] has acknowledged a row before it reads what depends on it', async () => {
    const bench = new RunnerBench();
    const first = bench.book.write();
    const second = bench.book.write({ dependsOn: [first.operationId] });
    bench.outbox.add(first, second);
    const acknowledge = bench.outbox.acknowledge.bind(bench.outbox);
    bench.outbox.acknowledge = async (ids, at) => {
      await settled();
      await acknowledge(ids, at);
    };
    const read = bench.outbox.readOperations.bind(bench.outbox);
    const atReading: [string, string[]][] = [];
    bench.outbox.readOperations = (ids) => {
      atReading.push([ids.join(), bench.outbox.idsIn('acknowledged')]);
      return read(ids);
    };
    await bench.start();
    await bench.pass(0);
    expect(atReading).toEqual([
      [first.operationId, []],
      [second.operationId, [first.operationId]],
    ]);
  });

  it('[RU9] reads new rows from where the last read ended', async () => {
    const bench = new RunnerBench();
    await bench.start();
    const asked: (number | undefined)[] = [];
    const load = bench.outbox.loadOpenHeads.bind(bench.outbox);
    bench.outbox.loadOpenHeads = (after) => {
      asked.push(after);
      return load(after);
    };
    bench.outbox.add(bench.book.write(), bench.book.write());
    await bench.pass(0);
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(asked).toEqual([0, 2]);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(3);
  });

  it('[RU9] finds what another window has released, on "send now" and at intervals', async () => {
    for (const find of [
      (bench: RunnerBench) => {
        bench.runner.wake();
        return bench.pass(0);
      },
      (bench: RunnerBench) => bench.pass(600_000),
    ]) {
      const bench = new RunnerBench();
      const operation = bench.book.write();
      bench.outbox.add(operation);
      bench.gateway.model.refusals.set(operation.operationId, { code: 'illegalState', detail: 'Sai trạng thái.' });
      await bench.start();
      expect(bench.status.held).toBe(1);
      bench.gateway.model.refusals.clear();
      await bench.outbox.release(operation.operationId);
      await bench.pass(60_000);
      expect(bench.outbox.idsIn('acknowledged')).toEqual([]);
      await find(bench);
      await bench.pass(0);
      expect(bench.outbox.idsIn('acknowledged')).toEqual([operation.operationId]);
    }
  });

  it('[RU9] [EN32] finds what a supervisor has set aside; what waited behind it is sent, it is not', async () => {
    const bench = new RunnerBench();
    const lineKey = bench.book.newLine();
    const [late, next] = [bench.book.write({ lineKey }), bench.book.write({ lineKey })];
    bench.outbox.add(late, next);
    bench.gateway.model.refusals.set(late.operationId, { code: 'outOfOrder', detail: 'Vị trí đã có thao tác khác.' });
    await bench.start();
    expect([bench.status.held, bench.status.waiting]).toEqual([1, 1]);
    const attempts = () => [late, next].map(({ operationId }) => bench.outbox.rows.get(operationId)?.attempts ?? 0);
    const [lateBefore = 0, nextBefore = 0] = attempts();
    bench.outbox.setAside(late.operationId);
    bench.runner.wake();
    await bench.pass(0);
    expect(bench.status.held).toBe(0);
    expect(attempts()).toEqual([lateBefore, nextBefore + 1]);
    expect(bench.outbox.idsIn('setAside')).toEqual([late.operationId]);
  });

  it('[EN11] parks a refused row in storage and sends it again when it is released', async () => {
    const bench = new RunnerBench();
    const operation = bench.book.write();
    bench.outbox.add(operation);
    bench.gateway.model.refusals.set(operation.operationId, { code: 'amountMismatch', detail: 'Sai tổng tiền.' });
    await bench.start();
    expect(bench.outbox.rows.get(operation.operationId)?.parkedReason).toEqual({
      code: 'amountMismatch',
      detail: 'Sai tổng tiền.',
    });
    bench.gateway.model.refusals.clear();
    expect(await bench.runner.release(operation.operationId)).toEqual({ ok: true, value: null });
    await bench.pass(0);
    expect(bench.outbox.idsIn('acknowledged')).toEqual([operation.operationId]);
  });

  it('[EN13] survives two days without a link and then sends everything once', async () => {
    const bench = new RunnerBench();
    bench.gateway.failAll(UNREACHABLE);
    await bench.start();
    for (let hour = 0; hour < 48; hour += 1) {
      bench.outbox.add(bench.book.write());
      await bench.pass(3_600_000);
    }
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'unreachable', waiting: 48 });
    expect(bench.gateway.callsOf('sendOperations').length).toBeLessThan(48 * 90);
    bench.gateway.recover();
    await bench.pass(60_000);
    expect(bench.applied).toHaveLength(48);
    expect(bench.status).toMatchObject({ connection: 'online', waiting: 0 });
  }, 30_000);

  it('[EN26] tries at once when the operating system says the network is back', async () => {
    const bench = new RunnerBench();
    bench.gateway.failAll(UNREACHABLE);
    bench.outbox.add(bench.book.write());
    await bench.start();
    await bench.pass(600_000);
    bench.gateway.recover();
    bench.connectivity.hint(true);
    await bench.pass(1_000);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });
});

describe('scans', () => {
  const page = new TextEncoder().encode('một trang quét');

  it('[RU3] marks a blob confirmed before its row is acknowledged', async () => {
    const bench = new RunnerBench();
    const hash = bench.blobs.put(page);
    bench.outbox.add(bench.book.writeBlob(page));
    const order: string[] = [];
    const confirm = bench.blobs.markConfirmed.bind(bench.blobs);
    bench.blobs.markConfirmed = async (confirmed) => {
      await settled();
      await confirm(confirmed);
      order.push('confirmed');
    };
    const acknowledge = bench.outbox.acknowledge.bind(bench.outbox);
    bench.outbox.acknowledge = async (ids, at) => {
      order.push('acknowledged');
      await acknowledge(ids, at);
    };
    await bench.start();
    await bench.pass(0);
    expect(order).toEqual(['confirmed', 'acknowledged']);
    expect(bench.gateway.uploads).toEqual([hash]);
    expect([...bench.blobs.confirmed]).toEqual([hash]);
  });

  it('[RU3] [EN17] does not confirm a blob whose hash comes back wrong; after one more upload it is parked', async () => {
    const bench = new RunnerBench();
    const hash = bench.blobs.put(page);
    const row = bench.book.writeBlob(page);
    bench.outbox.add(row);
    bench.gateway.model.damagedUploads.set(hash, 2);
    await bench.start();
    expect(bench.gateway.uploads).toEqual([hash, hash]);
    expect(bench.outbox.rows.get(row.operationId)).toMatchObject({
      state: 'parked',
      parkedReason: { code: 'hashMismatch' },
    });
    expect(bench.blobs.confirmed.size).toBe(0);
  });

  it('[EN17] parks a row whose blob is missing here, with words for the officer', async () => {
    const bench = new RunnerBench();
    const row = bench.book.writeBlob(page);
    bench.outbox.add(row);
    await bench.start();
    expect(bench.gateway.uploads).toEqual([]);
    const reason = bench.outbox.rows.get(row.operationId)?.parkedReason;
    expect(reason?.code).toBe('blobMissing');
    expect(reason?.detail).toContain('quét lại');
  });

  it('[EN18] keeps a blob that cannot be read waiting while operations go on', async () => {
    const bench = new RunnerBench();
    bench.blobs.put(page);
    bench.blobs.isReadFailing = true;
    bench.outbox.add(bench.book.writeBlob(page));
    await bench.start();
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(bench.status).toMatchObject({ connection: 'online', waiting: 1, held: 0 });
    bench.blobs.isReadFailing = false;
    await bench.pass(60_000);
    expect(bench.status.waiting).toBe(0);
  });
});

describe('lead, start and stop', () => {
  it('[RU1] lets only the leader load and send; the next one takes over from storage', async () => {
    const bench = new RunnerBench();
    await bench.start();
    const second = bench.newRunner();
    second.start();
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(bench.gateway.callsOf('sendOperations')).toHaveLength(1);
    expect(statusOf(second).connection).toBe('follower');
    await bench.runner.stop();
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(bench.applied).toHaveLength(2);
    expect(statusOf(second).connection).toBe('online');
  });

  it('[RU1] stops sending when the lead is taken away; the answer that comes late does no harm', async () => {
    const bench = new RunnerBench();
    bench.outbox.add(bench.book.write());
    bench.gateway.script = (call) => ({ kind: call.method === 'sendOperations' ? 'hold' : 'deliver' });
    await bench.start();
    bench.lock.steal();
    bench.gateway.answerHeld();
    await bench.pass(0);
    expect(bench.status.connection).toBe('follower');
    expect(bench.outbox.idsIn('queued')).toHaveLength(1);
    bench.gateway.recover();
    bench.newRunner().start();
    await bench.pass(0);
    expect(bench.applied).toHaveLength(1);
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });

  it('[RU7] sends nothing and keeps no timer after stop, and frees the lock', async () => {
    const bench = new RunnerBench();
    await bench.start();
    await bench.runner.stop();
    const calls = bench.gateway.calls.length;
    bench.outbox.add(bench.book.write());
    bench.connectivity.hint(true);
    bench.runner.wake();
    await bench.pass(3_600_000);
    expect(bench.gateway.calls).toHaveLength(calls);
    expect(bench.scheduler.pending).toBe(0);
    expect(bench.lock.isHeld).toBe(false);
  });

  it('[RU7] can be started again', async () => {
    const bench = new RunnerBench();
    await bench.start();
    await bench.runner.stop();
    bench.outbox.add(bench.book.write());
    await bench.start();
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
  });

  it('[EN21] waits for enrolment and begins when it is told', async () => {
    const bench = new RunnerBench();
    bench.isEnrolled = false;
    await bench.start();
    await bench.pass(600_000);
    expect(bench.gateway.calls).toEqual([]);
    expect(bench.status.connection).toBe('notEnrolled');
    bench.isEnrolled = true;
    bench.runner.enrolmentChanged();
    await bench.pass(0);
    expect(bench.gateway.callsOf('fetchCatalogue')).toHaveLength(1);
    expect(bench.status.connection).toBe('online');
  });
});
