import { describe, expect, it } from 'vitest';
import { ACCEPTED, EngineBench, idsOf, REFUSED, UNREACHABLE } from './engine-bench.ts';

describe('order and what may be sent', () => {
  it('[EN2] sends the operations of a line in their order, in one batch', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const heads = bench.heads(3, { lineKey });
    bench.start([heads[2]!, heads[0]!, heads[1]!]);
    expect(bench.batch.operationIds).toEqual(idsOf(heads));
  });

  it('[EN2] keeps later operations of a line back while an earlier one is under way', () => {
    const bench = new EngineBench({ maxBatchOperations: 2 });
    const heads = bench.heads(3, { lineKey: bench.book.newLine() });
    bench.start(heads);
    expect(bench.batch.operationIds).toEqual(idsOf(heads.slice(0, 2)));
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toEqual(idsOf(heads.slice(2)));
  });

  it('[EN3] lets a parked row stop only the later rows of its own line; money flows', () => {
    const bench = new EngineBench();
    const shift = bench.book.newLine('shift');
    const parked = bench.head();
    const behind = bench.head({ lineKey: parked.lineKey });
    const payment = bench.head({ lineKey: shift, kind: 'collectFee' });
    const other = bench.head();
    bench.start([parked, behind, payment, other]);
    bench.answer(
      bench.batch.requestId,
      new Map([
        [parked.operationId, REFUSED],
        [behind.operationId, UNREACHABLE],
      ]),
    );
    expect(bench.of('acknowledge')[0]?.operationIds).toEqual(idsOf([payment, other]));
    const later = [bench.head({ lineKey: shift, kind: 'collectFee' }), bench.head()];
    bench.dispatch({ type: 'rowsCommitted', heads: later });
    expect(bench.batch.operationIds).toEqual(idsOf(later));
    bench.answer(bench.batch.requestId);
    bench.pass(3_600_000);
    expect(bench.log.filter((effect) => effect.type === 'sendBatch')).toHaveLength(2);
    expect(bench.status).toMatchObject({ waiting: 1, held: 1 });
  });

  it('[EN3] holds back what depends on a parked row', () => {
    const bench = new EngineBench();
    const parked = bench.head();
    const dependent = bench.head({ dependsOn: [parked.operationId] });
    bench.start([{ ...parked, state: 'parked' }, dependent]);
    bench.pass(600_000);
    expect(bench.log.filter((effect) => effect.type === 'sendBatch')).toEqual([]);
    expect(bench.status).toMatchObject({ waiting: 1, held: 1 });
  });

  it('[EN4] sends a row only after everything it depends on is acknowledged', () => {
    const bench = new EngineBench({ maxBatchOperations: 1 });
    const [a, b] = [bench.head(), bench.head()];
    const both = bench.head({ dependsOn: [a.operationId, b.operationId] });
    bench.start([a, b, both]);
    const [first, second] = bench.of('sendBatch');
    bench.answer(first!.requestId);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.answer(second!.requestId);
    expect(bench.batch.operationIds).toEqual([both.operationId]);
  });

  it('[EN4] stops inside a line at a row whose dependency is open', () => {
    const bench = new EngineBench();
    const awaited = bench.head();
    const lineKey = bench.book.newLine();
    const [free, bound] = [bench.head({ lineKey }), bench.head({ lineKey, dependsOn: [awaited.operationId] })];
    bench.start([awaited, free, bound]);
    expect(bench.batch.operationIds).toEqual(idsOf([awaited, free]));
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toEqual([bound.operationId]);
  });

  it('[EN5] has at most three batches in flight and never spreads a line over them', () => {
    const bench = new EngineBench({ maxBatchOperations: 3 });
    const long = bench.heads(7, { lineKey: bench.book.newLine() });
    const others = bench.heads(11);
    bench.start([...long, ...others]);
    const sent = bench.of('sendBatch');
    const expected = [long.slice(0, 3), others.slice(0, 3), others.slice(3, 6)];
    expect(sent.map((batch) => batch.operationIds)).toEqual(expected.map(idsOf));
    bench.answer(sent[1]!.requestId);
    expect(bench.batch.operationIds).toEqual(idsOf(others.slice(6, 9)));
  });

  it('[EN6] fills a batch to the bound of operations', () => {
    const bench = new EngineBench();
    bench.start(bench.heads(1_100));
    expect(bench.of('sendBatch').map((batch) => batch.operationIds.length)).toEqual([200, 200, 200]);
  });

  it('[EN6] keeps a batch below the bound of bytes and lets nothing younger overtake', () => {
    const bench = new EngineBench({ maxBatchBytes: 10_000, maxBatchesInFlight: 1 });
    const sizes = [4_000, 3_000, 3_000, 100];
    const heads = sizes.map((size) => bench.head({}, size));
    bench.start(heads);
    expect(bench.batch.operationIds).toEqual(idsOf(heads.slice(0, 2)));
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toEqual(idsOf(heads.slice(2)));
  });

  it('[EN6] sends an operation that is too large for any batch alone', () => {
    const bench = new EngineBench({ maxBatchBytes: 10_000, maxBatchesInFlight: 1 });
    const [small, large, next] = [bench.head({}, 100), bench.head({}, 50_000), bench.head({}, 100)];
    bench.start([small, large, next]);
    expect(bench.batch.operationIds).toEqual([small.operationId]);
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toEqual([large.operationId]);
    bench.answer(bench.batch.requestId);
    expect(bench.batch.operationIds).toEqual([next.operationId]);
  });

  it('[EN7] takes the line with the oldest row first', () => {
    const bench = new EngineBench({ maxBatchOperations: 2, maxBatchesInFlight: 1 });
    const heads = bench.heads(4);
    bench.start([...heads].reverse());
    expect(bench.batch.operationIds).toEqual(idsOf(heads.slice(0, 2)));
  });

  it('[EN8] starts an upload only when no operation is ready or under way', () => {
    const bench = new EngineBench();
    const dossier = bench.head();
    const scan = bench.blob('page', 5_000, [dossier.operationId]);
    bench.start([dossier, scan]);
    expect(bench.of('uploadBlob')).toEqual([]);
    bench.answer(bench.batch.requestId);
    expect(bench.upload.operationId).toBe(scan.operationId);
  });

  it('[EN8] does not start an upload beside a batch, even one it does not depend on', () => {
    const bench = new EngineBench();
    bench.start([bench.head(), bench.blob('page', 5_000)]);
    expect(bench.of('uploadBlob')).toEqual([]);
  });

  it('[EN8] sends operations at once beside a running upload', () => {
    const bench = new EngineBench();
    bench.start([bench.blob('page', 80_000_000)]);
    expect(bench.upload.operationId).toBeDefined();
    const payment = bench.head({ lineKey: bench.book.newLine('shift'), kind: 'collectFee' });
    bench.dispatch({ type: 'rowsCommitted', heads: [payment] });
    expect(bench.batch.operationIds).toEqual([payment.operationId]);
  });

  it('[EN9] uploads two blobs at a time, small before large', () => {
    const bench = new EngineBench();
    const scans = [bench.blob('a', 9_000_000), bench.blob('b', 200), bench.blob('c', 40_000), bench.blob('d', 70_000)];
    bench.start(scans);
    const started = bench.of('uploadBlob');
    const order = started.map(({ operationId }) => operationId);
    for (let next = started.shift(); next !== undefined; next = started.shift()) {
      bench.answerWhole(next.requestId, ACCEPTED);
      const more = bench.of('uploadBlob');
      started.push(...more);
      order.push(...more.map(({ operationId }) => operationId));
      expect(started.length).toBeLessThanOrEqual(2);
    }
    expect(order).toEqual(idsOf([scans[1]!, scans[2]!, scans[3]!, scans[0]!]));
  });

  it('[EN10] acknowledges accepted and already accepted rows, and only those', () => {
    const bench = new EngineBench();
    const heads = bench.heads(4);
    bench.start(heads);
    const outcomes = new Map([
      [heads[1]!.operationId, { kind: 'alreadyAccepted' } as const],
      [heads[2]!.operationId, UNREACHABLE],
      [heads[3]!.operationId, REFUSED],
    ]);
    bench.answer(bench.batch.requestId, outcomes);
    expect(bench.of('acknowledge')).toEqual([{ type: 'acknowledge', operationIds: idsOf(heads.slice(0, 2)) }]);
    expect(bench.status).toMatchObject({ waiting: 1, held: 1 });
  });

  it('[EN11] parks a refused row with the code and the words of the province', () => {
    const bench = new EngineBench();
    const head = bench.head();
    bench.start([head]);
    bench.answer(bench.batch.requestId, new Map(), REFUSED);
    expect(bench.of('park')).toEqual([
      { type: 'park', operationId: head.operationId, reason: { code: 'illegalState', detail: 'Hồ sơ không hợp lệ.' } },
    ]);
    bench.pass(3_600_000);
    expect(bench.log.filter((effect) => effect.type === 'sendBatch')).toHaveLength(1);
  });

  it('[EN24] sends a released row again, and then the rows behind it', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const [first, second] = [bench.head({ lineKey }), bench.head({ lineKey })];
    bench.start([{ ...first, state: 'parked' }, second]);
    expect(bench.of('sendBatch')).toEqual([]);
    bench.dispatch({ type: 'rowReleased', operationId: first.operationId });
    expect(bench.batch.operationIds).toEqual(idsOf([first, second]));
    expect(bench.status.held).toBe(0);
  });

  it('[EN28] sends new rows at once and takes no notice of heads it knows', () => {
    const bench = new EngineBench();
    bench.start([]);
    const head = bench.head();
    bench.dispatch({ type: 'rowsCommitted', heads: [head] });
    const { requestId } = bench.batch;
    const before = bench.state;
    bench.dispatch({ type: 'rowsCommitted', heads: [head] });
    expect(bench.state).toEqual(before);
    bench.answer(requestId);
    expect(bench.status.waiting).toBe(0);
  });

  it('[EN28] releases a parked row that another window has released', () => {
    const bench = new EngineBench();
    const head = bench.head();
    bench.start([{ ...head, state: 'parked' }]);
    bench.dispatch({ type: 'rowsCommitted', heads: [head] });
    expect(bench.batch.operationIds).toEqual([head.operationId]);
  });
});
