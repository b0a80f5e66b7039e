import { describe, expect, it } from 'vitest';
import type { AttentionReason, SendOutcome } from '#sync/engine/index.ts';
import { ACCEPTED, EngineBench, idsOf, NOTHING_NEW, REFUSED, UNREACHABLE } from './engine-bench.ts';

const TIMED_OUT: SendOutcome = { kind: 'retryLater', cause: 'timedOut', mayBeTooMuch: true };
const busyFor = (afterMs: number): SendOutcome => ({ kind: 'retryLater', cause: 'busy', afterMs });
const rejectedAs = (code: string): SendOutcome => {
  const reason: AttentionReason = { code, detail: 'Bị từ chối.' };
  return { kind: 'needsAttention', reason };
};

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
    const bench = new EngineBench({ maxBatchOperations: 2 });
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
    for (let round = 0; round < 6; round += 1) {
      bench.answerWhole(bench.state.inFlight[0]!.requestId, UNREACHABLE);
      bench.pass(60_000);
    }
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
    const bench = new EngineBench({ maxBatchesInFlight: 1 });
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
    const bench = new EngineBench();
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
