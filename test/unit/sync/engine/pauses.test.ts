import { describe, expect, it } from 'vitest';
import { EngineBench, idsOf, NOTHING_NEW, REFUSED } from './engine-bench.ts';

describe('pauses', () => {
  it('[EN14] sends nothing but one probe per interval and resumes when it succeeds', () => {
    const bench = new EngineBench();
    const heads = bench.heads(5);
    bench.start(heads);
    bench.answerWhole(bench.batch.requestId, { kind: 'pauseAll', cause: 'stationBlocked' });
    expect(bench.status).toMatchObject({ connection: 'paused', cause: 'stationBlocked', waiting: 5 });
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    bench.pass(59_999);
    expect([bench.of('sendBatch'), bench.pulls]).toEqual([[], []]);
    bench.pass(1);
    expect(bench.batch.operationIds).toEqual([heads[0]!.operationId]);
    bench.answerWhole(bench.batch.requestId, { kind: 'pauseAll', cause: 'stationBlocked' });
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(60_000);
    bench.answer(bench.batch.requestId);
    expect(bench.status.connection).toBe('online');
    expect(bench.batch.operationIds).toHaveLength(5);
  });

  it('[EN14] probes with a pull when nothing waits', () => {
    const bench = new EngineBench();
    bench.answersPulls = false;
    bench.start([]);
    bench.dispatch(bench.pulled(bench.of('pull')[0]!.requestId, { kind: 'pauseAll', cause: 'sessionExpired' }));
    bench.pass(60_000);
    expect(bench.pulls).toEqual(['changes']);
    bench.dispatch(bench.pulled(bench.of('pull')[0]!.requestId, NOTHING_NEW));
    expect(bench.status.connection).toBe('online');
  });

  it('[EN14] does not let an answer that was under way end the pause', () => {
    const bench = new EngineBench({ maxBatchOperations: 1 });
    bench.start(bench.heads(4));
    const [first, second] = bench.of('sendBatch');
    bench.answerWhole(first!.requestId, { kind: 'pauseAll', cause: 'protocolTooOld' });
    bench.answer(second!.requestId);
    expect(bench.status).toMatchObject({ connection: 'paused', waiting: 3 });
    expect(bench.of('sendBatch')).toEqual([]);
  });

  it('[EN14] resumes at once when the officer has dealt with the session', () => {
    const bench = new EngineBench();
    bench.start([bench.head()]);
    bench.answerWhole(bench.batch.requestId, { kind: 'pauseAll', cause: 'enrolmentInvalid' });
    bench.dispatch({ type: 'sessionChanged', isEnrolled: true });
    expect(bench.batch.operationIds).toHaveLength(1);
  });

  it('[EN22] pauses when storage fails and sends nothing until the queue has been read again', () => {
    const bench = new EngineBench();
    const heads = bench.heads(2);
    bench.start(heads);
    bench.answer(bench.batch.requestId, new Map([[heads[1]!.operationId, REFUSED]]));
    bench.dispatch({ type: 'storageFailed', random: 0.5 });
    expect(bench.status).toMatchObject({ connection: 'paused', cause: 'storageFailed' });
    bench.dispatch({ type: 'rowReleased', operationId: heads[1]!.operationId });
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    bench.pass(9_999);
    expect(bench.log.filter((effect) => effect.type === 'sendBatch')).toHaveLength(1);
    bench.pass(1);
    expect(bench.effects).toContainEqual({ type: 'loadQueue' });
    bench.dispatch({ type: 'storageFailed', random: 0.5 });
    bench.pass(10_000);
    bench.dispatch({ type: 'appStarted', heads });
    expect(bench.batch.operationIds).toEqual(idsOf(heads));
    expect(bench.status.connection).toBe('online');
  });

  it('[EN22] keeps what is in flight in flight when the queue is read again', () => {
    const bench = new EngineBench();
    const heads = bench.heads(2);
    bench.start(heads);
    const { requestId } = bench.batch;
    bench.dispatch({ type: 'storageFailed', random: 0 });
    bench.pass(10_000);
    bench.dispatch({ type: 'appStarted', heads });
    expect(bench.of('sendBatch')).toEqual([]);
    bench.answer(requestId);
    expect(bench.of('acknowledge')[0]?.operationIds).toEqual(idsOf(heads));
  });
});
