import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '#sync/engine/index.ts';
import { ACCEPTED, EngineBench, idsOf, UNREACHABLE } from './engine-bench.ts';

const TIMED_OUT: SendOutcome = { kind: 'retryLater', cause: 'timedOut', mayBeTooMuch: true };
const rejectedAs = (code: string): SendOutcome => ({ kind: 'needsAttention', reason: { code, detail: 'Bị từ chối.' } });

describe('requests that are themselves the trouble', () => {
  it('[EN15] halves a rejected batch until the guilty operation stands alone and parks only that', () => {
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
    const heads = bench.heads(200);
    const guilty = heads[137]!.operationId;
    bench.start(heads);
    let rounds = 0;
    while (bench.state.inFlight.length > 0) {
      const { requestId, operationIds } = bench.state.inFlight[0]!;
      if (operationIds.includes(guilty)) bench.answerWhole(requestId, rejectedAs('malformedRequest'));
      else bench.answer(requestId);
      rounds += 1;
    }
    const parked = bench.log.filter((effect) => effect.type === 'park').map((effect) => effect.operationId);
    expect(parked).toEqual([guilty]);
    expect(bench.status).toMatchObject({ waiting: 0, held: 1 });
    expect(rounds).toBeLessThan(40);
  });

  it('[EN15] pauses instead of parking on, when the gateway rejects one after the other', () => {
    const bench = new EngineBench({ maxBatchOperations: 1, maxBatchesInFlight: 1 });
    bench.start(bench.heads(20));
    for (let round = 0; round < 6; round += 1) bench.answerWhole(bench.batch.requestId, rejectedAs('malformedRequest'));
    expect(bench.status).toMatchObject({ connection: 'paused', cause: 'gatewayRefused', held: 5, waiting: 15 });
    bench.pass(60_000);
    bench.answer(bench.batch.requestId);
    expect(bench.status).toMatchObject({ connection: 'online', held: 5, waiting: 14 });
  });

  it('[EN16] sends less at once after a time-out and grows again with success', () => {
    const bench = new EngineBench({ maxBatchOperations: 200, maxBatchesInFlight: 1 });
    bench.start(bench.heads(600));
    bench.answerWhole(bench.batch.requestId, TIMED_OUT);
    bench.pass(60_000);
    expect(bench.batch.operationIds).toHaveLength(50);
    bench.answerWhole(bench.batch.requestId, TIMED_OUT);
    bench.pass(60_000);
    expect(bench.batch.operationIds).toHaveLength(13);
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toHaveLength(52);
  });

  it('[EN16] tries an operation that fails alone only alone, so that it cannot hold the others', () => {
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
    const heads = bench.heads(40);
    const poison = heads[5]!.operationId;
    bench.start(heads);
    for (let round = 0; round < 200 && bench.status.waiting > 1; round += 1) {
      const request = bench.state.inFlight[0];
      if (request === undefined) bench.pass(1_000);
      else if (request.operationIds.includes(poison)) bench.answerWhole(request.requestId, TIMED_OUT);
      else bench.answer(request.requestId);
    }
    expect(bench.status).toMatchObject({ waiting: 1, held: 0 });
    bench.pass(120_000);
    expect(bench.state.inFlight[0]?.operationIds).toEqual([poison]);
    bench.answerWhole(bench.state.inFlight[0]!.requestId, TIMED_OUT);
    const fresh = bench.heads(3);
    bench.dispatch({ type: 'rowsCommitted', heads: fresh });
    bench.pass(60_000);
    expect(bench.state.inFlight[0]?.operationIds).toEqual(idsOf(fresh));
  });
});

describe('uploads', () => {
  it('[EN17] uploads a blob once more when its hash is wrong, then parks it', () => {
    const bench = new EngineBench();
    const scan = bench.blob('page', 500);
    bench.start([scan]);
    bench.answerWhole(bench.upload.requestId, rejectedAs('hashMismatch'));
    expect(bench.of('park')).toEqual([]);
    bench.answerWhole(bench.upload.requestId, rejectedAs('hashMismatch'));
    expect(bench.of('park')[0]).toMatchObject({ operationId: scan.operationId, reason: { code: 'hashMismatch' } });
    expect(bench.of('uploadBlob')).toEqual([]);
    bench.dispatch({ type: 'rowReleased', operationId: scan.operationId });
    bench.answerWhole(bench.upload.requestId, rejectedAs('hashMismatch'));
    expect(bench.of('park')).toEqual([]);
  });

  it('[EN17] parks a blob that is missing on this machine at once', () => {
    const bench = new EngineBench();
    bench.start([bench.blob('page', 500)]);
    bench.answerWhole(bench.upload.requestId, rejectedAs('blobMissing'));
    expect(bench.of('park')[0]?.reason.code).toBe('blobMissing');
  });

  it('[EN18] delays uploads only when an upload fails, and looks at the link at once', () => {
    const bench = new EngineBench({ maxUploadsInFlight: 1 });
    bench.start([bench.blob('a', 500), bench.blob('b', 900)]);
    bench.answerWhole(bench.upload.requestId, UNREACHABLE);
    expect(bench.pulls).toEqual(['changes']);
    expect(bench.status.connection).toBe('online');
    expect(bench.of('uploadBlob')).toEqual([]);
    const head = bench.head();
    bench.dispatch({ type: 'rowsCommitted', heads: [head] });
    expect(bench.batch.operationIds).toEqual([head.operationId]);
    bench.answer(bench.batch.requestId);
    bench.pass(750);
    expect(bench.upload).toBeDefined();
  });

  it('[EN18] gives other blobs their turn when one keeps failing', () => {
    const bench = new EngineBench();
    const [bad, good] = [bench.blob('a', 500), bench.blob('b', 900)];
    bench.start([bad, good]);
    for (let round = 0; round < 20 && bench.status.waiting > 1; round += 1) {
      const request = bench.state.inFlight[0];
      if (request === undefined) bench.pass(1_000);
      else bench.answerWhole(request.requestId, request.operationIds[0] === bad.operationId ? TIMED_OUT : ACCEPTED);
    }
    expect(bench.log).toContainEqual({ type: 'acknowledge', operationIds: [good.operationId] });
  });
});
