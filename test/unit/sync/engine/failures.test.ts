import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '#sync/engine/index.ts';
import { ACCEPTED, EngineBench, idsOf, UNREACHABLE } from './engine-bench.ts';

const busyFor = (afterMs: number): SendOutcome => ({ kind: 'retryLater', cause: 'busy', afterMs });

describe('failures of one line', () => {
  it('[EN12] lets an item answered "later" wait with a back-off of its own while others flow', () => {
    const bench = new EngineBench();
    const [slow, quick] = [bench.head(), bench.head()];
    bench.start([slow, quick]);
    bench.answer(bench.batch.requestId, new Map([[slow.operationId, UNREACHABLE]]));
    expect(bench.of('acknowledge')[0]?.operationIds).toEqual([quick.operationId]);
    expect(bench.status.connection).toBe('online');
    const next = bench.head();
    bench.dispatch({ type: 'rowsCommitted', heads: [next] });
    expect(bench.batch.operationIds).toEqual([next.operationId]);
    bench.answer(bench.batch.requestId);
    bench.pass(749);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(1);
    expect(bench.batch.operationIds).toEqual([slow.operationId]);
  });

  it('[EN12] lets items that were not answered wait too', () => {
    const bench = new EngineBench();
    const heads = bench.heads(2);
    bench.start(heads);
    const { requestId } = bench.batch;
    const items = [
      { operationId: heads[0]!.operationId, outcome: ACCEPTED },
      { operationId: 'unknown', outcome: ACCEPTED },
    ];
    bench.dispatch({ type: 'answerReceived', requestId, answer: { kind: 'items', items }, random: 0 });
    expect(bench.status.waiting).toBe(1);
    bench.pass(1_000);
    expect(bench.batch.operationIds).toEqual([heads[1]!.operationId]);
  });

  it('[BO4] starts the back-off of a line afresh after progress in it', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const heads = [bench.head({ lineKey }), bench.head({ lineKey })];
    bench.start(heads);
    for (let round = 0; round < 4; round += 1) {
      bench.answer(bench.batch.requestId, new Map(), UNREACHABLE);
      bench.pass(60_000);
    }
    bench.answer(bench.batch.requestId, new Map([[heads[1]!.operationId, UNREACHABLE]]));
    bench.pass(750);
    expect(bench.batch.operationIds).toEqual([heads[1]!.operationId]);
  });
});

describe('failures of the link', () => {
  it('[EN13] returns a lost batch to the queue whole and backs off', () => {
    const bench = new EngineBench();
    const heads = bench.heads(3);
    bench.start(heads);
    bench.answerWhole(bench.batch.requestId, UNREACHABLE);
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'unreachable', waiting: 3, inFlight: 0 });
    bench.pass(749);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(1);
    expect(bench.batch.operationIds).toEqual(idsOf(heads));
  });

  it('[EN13] asks with one request whether the link is back, then opens everything', () => {
    const bench = new EngineBench({ maxBatchOperations: 2, maxBatchesInFlight: 2 });
    bench.start(bench.heads(8));
    for (const batch of bench.of('sendBatch')) bench.answerWhole(batch.requestId, UNREACHABLE);
    bench.pass(60_000);
    const probe = bench.batch;
    const late = bench.head();
    bench.dispatch({ type: 'rowsCommitted', heads: [late] });
    expect(bench.of('sendBatch')).toEqual([]);
    bench.answer(probe.requestId);
    expect(bench.of('sendBatch')).toHaveLength(2);
    expect(bench.status.connection).toBe('online');
  });

  it('[EN13] probes with a pull when there is nothing to send', () => {
    const bench = new EngineBench();
    bench.answersPulls = false;
    bench.start([]);
    const [pull] = bench.of('pull');
    bench.dispatch(bench.pulled(pull!.requestId, { kind: 'retryLater', cause: 'notTheGateway' }));
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'notTheGateway' });
    bench.pass(750);
    expect(bench.pulls).toEqual(['changes']);
  });

  it('[EN10] never gives a row up, however often it fails', () => {
    const bench = new EngineBench();
    const head = bench.head();
    bench.start([head]);
    for (let round = 0; round < 500; round += 1) {
      bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
      bench.pass(60_000);
    }
    expect(bench.status.waiting).toBe(1);
    bench.answer(bench.state.inFlight[0]!.requestId);
    expect(bench.of('acknowledge')[0]?.operationIds).toEqual([head.operationId]);
  });

  it('[BO3] keeps to the delay the server asks for, whatever succeeds meanwhile', () => {
    const bench = new EngineBench({ maxBatchOperations: 1 });
    bench.start(bench.heads(3));
    const [first, second] = bench.of('sendBatch');
    bench.answerWhole(first!.requestId, busyFor(20_000));
    bench.answer(second!.requestId);
    bench.pass(19_999);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(1);
    expect(bench.of('sendBatch')).not.toEqual([]);
  });

  it('[EN25] ends every wait of ours when the officer says "send now"', () => {
    const bench = new EngineBench();
    const [slow, other] = [bench.head(), bench.head()];
    bench.start([slow, other]);
    bench.answer(bench.batch.requestId, new Map([[slow.operationId, UNREACHABLE]]));
    bench.dispatch({ type: 'wakeRequested' });
    const { requestId, operationIds } = bench.batch;
    expect(operationIds).toEqual([slow.operationId]);
    bench.answerWhole(requestId, UNREACHABLE);
    bench.dispatch({ type: 'wakeRequested' });
    expect(bench.batch.operationIds).toEqual([slow.operationId]);
  });

  it('[EN25] keeps a delay the server asked for even then', () => {
    const bench = new EngineBench();
    bench.start([bench.head()]);
    bench.answerWhole(bench.batch.requestId, busyFor(30_000));
    bench.dispatch({ type: 'wakeRequested' });
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(30_000);
    expect(bench.batch.operationIds).toHaveLength(1);
  });

  it('[EN26] tries sooner on a hint that the network is back, at most once a second', () => {
    const bench = new EngineBench();
    bench.start([bench.head()]);
    bench.nowMs = 10_000;
    bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
    bench.pass(60_000);
    bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
    bench.dispatch({ type: 'connectivityHint', isLikelyOnline: true });
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(999);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.pass(1);
    expect(bench.batch.operationIds).toHaveLength(1);
  });

  it('[EN26] takes no notice of a hint that the network is gone', () => {
    const bench = new EngineBench();
    bench.start([]);
    const before = bench.state;
    bench.dispatch({ type: 'connectivityHint', isLikelyOnline: false });
    expect(bench.state).toEqual(before);
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    expect(bench.batch.operationIds).toHaveLength(1);
  });
});
