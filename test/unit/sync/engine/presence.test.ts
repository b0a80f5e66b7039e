import { describe, expect, it } from 'vitest';
import type { EngineStatus, SendOutcome } from '#sync/engine/index.ts';
import { EngineBench, NOTHING_NEW, UNREACHABLE } from './engine-bench.ts';

const HTML: SendOutcome = { kind: 'retryLater', cause: 'notTheGateway' };

/** Every connection that was announced, in order, without repetitions. */
function announced(bench: EngineBench): EngineStatus['connection'][] {
  const all = bench.log.flatMap((effect) => (effect.type === 'announceStatus' ? [effect.status.connection] : []));
  return all.filter((connection, index) => connection !== all[index - 1]);
}

describe('what is told of the link', () => {
  it('[EN30] calls the link up with its first answer and down with its first failure', () => {
    const bench = new EngineBench();
    bench.start([bench.head()]);
    bench.pass(60_000);
    bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'unreachable' });
    bench.pass(60_000);
    bench.answer(bench.state.inFlight[0]!.requestId);
    expect(bench.status).toMatchObject({ connection: 'online', cause: null });
  });

  it('[EN30] does not flicker while answers and failures alternate every second, and says why', () => {
    const bench = new EngineBench();
    bench.start([]);
    bench.log.length = 0;
    for (let second = 0; second < 120; second += 1) {
      bench.nowMs += 1_000;
      bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
      bench.dispatch({ type: 'wakeRequested' });
      const request = bench.state.inFlight[0];
      if (request === undefined) continue;
      if (second % 2 === 0) bench.answerWhole(request.requestId, HTML);
      else bench.answer(request.requestId);
    }
    expect(announced(bench)).toEqual(['online', 'offline', 'online', 'offline']);
    bench.drain();
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'unsteady', waiting: 0 });
    bench.pass(20_000);
    expect(bench.status).toMatchObject({ connection: 'online', cause: null });
  });

  it('[EN30] goes on sending while the link is called unsteady', () => {
    const bench = new EngineBench();
    bench.start([]);
    for (let loss = 0; loss < 2; loss += 1) {
      bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
      bench.answerWhole(bench.batch.requestId, UNREACHABLE);
      bench.pass(2_000);
      bench.drain();
    }
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    expect(bench.status).toMatchObject({ connection: 'offline', cause: 'unsteady', inFlight: 1 });
  });
});

describe('a link that answers small requests and loses batches', () => {
  it('[EN31] makes batches smaller although no failure says that they are too much', () => {
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
    bench.start(bench.heads(200));
    const sizes: number[] = [];
    for (let round = 0; round < 200 && bench.status.waiting > 0; round += 1) {
      const request = bench.state.inFlight[0];
      if (request === undefined) bench.pass(1_000);
      else {
        sizes.push(request.operationIds.length);
        if (request.operationIds.length > 20) bench.answerWhole(request.requestId, UNREACHABLE);
        else bench.answer(request.requestId);
      }
    }
    expect(sizes.slice(0, 3)).toEqual([200, 200, 200]);
    expect(bench.status.waiting).toBe(0);
  });

  it('[EN31] asks with a small request after three lost batches, and with the batch before', () => {
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
    bench.start(bench.heads(3));
    bench.answersPulls = false;
    for (let lost = 0; lost < 3; lost += 1) {
      bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
      bench.pass(10_000);
    }
    expect(bench.state.inFlight).toEqual([]);
    expect(bench.pulls).toEqual(['changes']);
    const { requestId } = bench.state.pullInFlight!;
    bench.dispatch(bench.pulled(requestId, { kind: 'retryLater', cause: 'unreachable' }));
    bench.pass(60_000);
    bench.dispatch(bench.pulled(bench.state.pullInFlight!.requestId, NOTHING_NEW));
    expect(bench.state.inFlight[0]?.operationIds).toHaveLength(3);
  });

  it('[EN31] does not let one row that is always lost hold the others', () => {
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
    const heads = bench.heads(10);
    const cursed = heads[0]!.operationId;
    bench.start(heads);
    for (let round = 0; round < 300 && bench.status.waiting > 1; round += 1) {
      const request = bench.state.inFlight[0];
      if (request === undefined) bench.pass(1_000);
      else if (request.operationIds.includes(cursed)) bench.answerWhole(request.requestId, UNREACHABLE);
      else bench.answer(request.requestId);
    }
    expect(bench.status).toMatchObject({ waiting: 1, held: 0 });
  });
});
