import { describe, expect, it } from 'vitest';
import type { Operation } from '#sync/protocol/operation.ts';
import type { RowHead } from '#sync/engine/index.ts';
import { EngineBench, idsOf, REFUSED, toHead } from './engine-bench.ts';

function repairOf(operation: Operation, bench: EngineBench): { readonly operation: Operation; readonly head: RowHead } {
  const repaired = bench.book.repair(operation);
  return { operation: repaired, head: { ...toHead(repaired), replaces: repaired.replaces ?? [] } };
}

describe('repaired rows', () => {
  it('[EN29] sends a repaired row in the place of the held one, and then what waited behind it', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const refused = bench.book.write({ lineKey });
    const later = bench.head({ lineKey });
    bench.start([toHead(refused), later]);
    bench.answer(bench.batch.requestId, new Map([[refused.operationId, REFUSED]]), {
      kind: 'retryLater',
      cause: 'busy',
    });
    bench.pass(120_000);
    expect([bench.of('sendBatch'), bench.status.held]).toEqual([[], 1]);
    const { head } = repairOf(refused, bench);
    bench.dispatch({ type: 'rowsCommitted', heads: [head] });
    expect(bench.status).toMatchObject({ held: 0, waiting: 2 });
    expect(bench.batch.operationIds).toEqual([head.operationId, later.operationId]);
  });

  it('[EN29] does so after a restart and for the repair of a repair, and parks only what is refused again', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const refused = bench.book.write({ lineKey });
    const later = bench.head({ lineKey });
    const first = repairOf(refused, bench);
    bench.start([first.head, later].reverse());
    expect(bench.batch.operationIds).toEqual(idsOf([first.head, later]));
    bench.answer(bench.batch.requestId, new Map([[first.head.operationId, REFUSED]]), {
      kind: 'retryLater',
      cause: 'busy',
    });
    const second = repairOf(first.operation, bench);
    bench.dispatch({ type: 'rowsCommitted', heads: [second.head] });
    bench.pass(120_000);
    expect(bench.log.filter((effect) => effect.type === 'park')).toHaveLength(1);
    bench.drain();
    expect(bench.status).toMatchObject({ held: 0, waiting: 0 });
  });

  it.each(['in memory', 'after a restart'])(
    '[EN29] keeps what depends on a replaced row waiting for the repair (%s)',
    (when) => {
      const bench = new EngineBench();
      const refused = bench.book.write();
      const dependent = bench.head({ dependsOn: [refused.operationId] });
      const first = repairOf(refused, bench);
      const second = repairOf(first.operation, bench);
      if (when === 'in memory') {
        bench.start([{ ...toHead(refused), state: 'parked' }, dependent]);
        bench.dispatch({ type: 'rowsCommitted', heads: [first.head] });
        bench.answer(bench.batch.requestId, new Map(), REFUSED);
        bench.dispatch({ type: 'rowsCommitted', heads: [second.head] });
      } else bench.start([dependent, second.head]);
      expect(bench.batch.operationIds).toEqual([second.head.operationId]);
      bench.answer(bench.batch.requestId);
      expect(bench.batch.operationIds).toEqual([dependent.operationId]);
      bench.drain();
      expect(bench.status).toMatchObject({ held: 0, waiting: 0 });
      expect(bench.state.queue.replacements).toBeNull();
    },
  );
});

describe('rows that were set aside', () => {
  it('[EN32] are forgotten at the next whole look, and what waited behind them goes on', () => {
    const bench = new EngineBench();
    const lineKey = bench.book.newLine();
    const held = bench.head({ lineKey });
    const later = bench.head({ lineKey });
    const dependent = bench.head({ dependsOn: [held.operationId] });
    bench.start([{ ...held, state: 'parked' }, later, dependent]);
    expect([bench.of('sendBatch'), bench.status.held, bench.status.waiting]).toEqual([[], 1, 2]);
    bench.dispatch({ type: 'queueReviewed', heads: [later, dependent] });
    expect(bench.status).toMatchObject({ held: 0, waiting: 2 });
    expect(bench.batch.operationIds).toEqual(idsOf([later, dependent]));
    bench.drain();
    expect(bench.status).toMatchObject({ held: 0, waiting: 0 });
  });

  it('[EN32] a look that still finds a held row, or one under way, changes nothing', () => {
    const bench = new EngineBench();
    const held = { ...bench.head(), state: 'parked' as const };
    const sent = bench.head();
    bench.start([held, sent]);
    const { requestId } = bench.batch;
    const before = bench.state.queue;
    bench.dispatch({ type: 'queueReviewed', heads: [held] });
    expect(bench.state.queue).toBe(before);
    bench.answer(requestId);
    expect(bench.status).toMatchObject({ held: 1, waiting: 0 });
  });

  it('[EN29] a look that finds a repair lets what depends on the held row wait for it', () => {
    const bench = new EngineBench();
    const refused = bench.book.write();
    const dependent = bench.head({ dependsOn: [refused.operationId] });
    bench.start([{ ...toHead(refused), state: 'parked' }, dependent]);
    const { head } = repairOf(refused, bench);
    bench.dispatch({ type: 'queueReviewed', heads: [dependent, head] });
    expect(bench.batch.operationIds).toEqual([head.operationId]);
  });
});
