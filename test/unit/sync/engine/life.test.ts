import { describe, expect, it } from 'vitest';
import {
  createEngineState,
  DEFAULT_ENGINE_CONFIG,
  step,
  type EngineEvent,
  type EngineState,
} from '#sync/engine/index.ts';
import { ACCEPTED, EngineBench, idsOf, NOTHING_NEW, REFUSED, UNREACHABLE } from './engine-bench.ts';

function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeDeep(member);
}

describe('the step itself', () => {
  it('[EN1] gives the same result again and leaves the state it was given alone', () => {
    const bench = new EngineBench();
    const heads = bench.heads(30);
    const events: EngineEvent[] = [
      { type: 'leadershipChanged', isLeader: true },
      { type: 'appStarted', heads },
      { type: 'rowsCommitted', heads: bench.heads(5) },
      { type: 'answerReceived', requestId: 1, answer: { kind: 'whole', outcome: UNREACHABLE }, random: 0.3 },
      { type: 'connectivityHint', isLikelyOnline: true },
      { type: 'wakeRequested' },
      { type: 'storageFailed', random: 0.9 },
      { type: 'timerFired' },
    ];
    let state: EngineState = createEngineState(DEFAULT_ENGINE_CONFIG, true);
    events.forEach((event, index) => {
      freezeDeep(state);
      const first = step(state, event, index * 1_000);
      expect(step(state, event, index * 1_000)).toEqual(first);
      state = first.state;
    });
  });

  it('[EN23] touches only what the event concerns, however long the queue', () => {
    const fresh = [5_000, 20_000].map((count) => {
      const bench = new EngineBench({ maxBatchOperations: 200 });
      bench.answersPulls = false;
      bench.start(bench.heads(count));
      const known = objectsOf(bench.state);
      const { requestId } = bench.of('sendBatch')[0]!;
      bench.answer(requestId);
      const afterAnswer = newObjects(bench.state, known);
      const seen = objectsOf(bench.state);
      bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
      return { afterAnswer, afterCommit: newObjects(bench.state, seen) };
    });
    const [short, long] = [fresh[0]!, fresh[1]!];
    // 200 acknowledged, 200 sent: a few paths each, of a length that grows by two levels between the two.
    expect(long.afterAnswer).toBeLessThan(short.afterAnswer * 1.5);
    expect(long.afterAnswer).toBeLessThan(15_000);
    expect(long.afterCommit).toBeLessThan(150);
  }, 30_000);

  it('[EN23] reads each head a bounded number of times while a long queue drains', () => {
    const bench = new EngineBench();
    let reads = 0;
    const counted = bench.heads(5_000).map(
      (head) =>
        new Proxy(head, {
          get(target, name, receiver): unknown {
            reads += 1;
            return Reflect.get(target, name, receiver);
          },
        }),
    );
    bench.start(counted);
    bench.drain();
    expect(bench.status.waiting).toBe(0);
    expect(reads / 5_000).toBeLessThan(100);
  }, 30_000);
});

/** Every object reachable from the state: the nodes of its maps and what they hold. */
function objectsOf(state: EngineState): Set<object> {
  const seen = new Set<object>();
  const open: unknown[] = [state];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    open.push(...(Object.values(value) as unknown[]));
  }
  return seen;
}

function newObjects(state: EngineState, known: ReadonlySet<object>): number {
  let count = 0;
  for (const object of objectsOf(state)) if (!known.has(object)) count += 1;
  return count;
}

describe('restart, lead, enrolment', () => {
  it('[EN19] queues everything again after a restart and ignores answers of the earlier run', () => {
    const bench = new EngineBench();
    const heads = bench.heads(3);
    bench.start(heads);
    const lost = bench.batch.requestId;
    const restarted = new EngineBench();
    restarted.answersPulls = false;
    restarted.dispatch({ type: 'leadershipChanged', isLeader: true });
    restarted.answerWhole(lost, ACCEPTED);
    expect(restarted.of('acknowledge')).toEqual([]);
    restarted.dispatch({ type: 'appStarted', heads });
    expect(restarted.batch.operationIds).toEqual(idsOf(heads));
    const items = heads.map(({ operationId }) => ({ operationId, outcome: ACCEPTED }));
    const stale = { type: 'answerReceived', requestId: 99, answer: { kind: 'items', items }, random: 0.5 } as const;
    restarted.dispatch(stale);
    expect(restarted.of('acknowledge')).toEqual([]);
    expect(restarted.status).toMatchObject({ waiting: 3, inFlight: 3 });
  });

  it('[EN20] sends nothing as a follower and reads the queue anew when it leads', () => {
    const bench = new EngineBench();
    const heads = bench.heads(2);
    bench.dispatch({ type: 'appStarted', heads });
    bench.dispatch({ type: 'rowsCommitted', heads });
    bench.dispatch({ type: 'wakeRequested' });
    expect(bench.log.filter((effect) => effect.type !== 'announceStatus')).toEqual([]);
    expect(bench.status.connection).toBe('follower');
    bench.dispatch({ type: 'leadershipChanged', isLeader: true });
    expect(bench.effects).toContainEqual({ type: 'loadQueue' });
    bench.dispatch({ type: 'appStarted', heads });
    expect(bench.batch.operationIds).toEqual(idsOf(heads));
  });

  it('[EN20] forgets its queue on losing the lead; late answers change nothing', () => {
    const bench = new EngineBench();
    bench.start(bench.heads(2));
    const { requestId } = bench.batch;
    bench.dispatch({ type: 'leadershipChanged', isLeader: false });
    expect(bench.status).toMatchObject({ connection: 'follower', waiting: 0, inFlight: 0 });
    bench.answerWhole(requestId, ACCEPTED);
    expect(bench.of('acknowledge')).toEqual([]);
    bench.pass(600_000);
    expect(bench.effects).toEqual([]);
  });

  it('[EN21] sends nothing before the station is enrolled', () => {
    const bench = new EngineBench();
    bench.dispatch({ type: 'sessionChanged', isEnrolled: false });
    bench.start(bench.heads(1));
    bench.pass(600_000);
    expect(bench.log.filter((effect) => effect.type === 'sendBatch' || effect.type === 'pull')).toEqual([]);
    expect(bench.status).toMatchObject({ connection: 'notEnrolled', waiting: 1 });
    bench.dispatch({ type: 'sessionChanged', isEnrolled: true });
    expect(bench.batch.operationIds).toHaveLength(1);
    expect(bench.pulls).toContain('catalogue');
  });

  it('[EN27] counts waiting, held and in flight truly and announces only changes', () => {
    const bench = new EngineBench();
    const heads = bench.heads(3);
    bench.start(heads);
    expect(bench.status).toMatchObject({ waiting: 3, held: 0, inFlight: 3, oldestWaitingAt: heads[0]!.createdAt });
    bench.answer(bench.batch.requestId, new Map([[heads[0]!.operationId, REFUSED]]));
    expect(bench.of('announceStatus')).toHaveLength(1);
    expect(bench.status).toMatchObject({ waiting: 0, held: 1, inFlight: 0, oldestWaitingAt: null });
    bench.dispatch({ type: 'timerFired' });
    expect(bench.of('announceStatus')).toEqual([]);
  });
});

describe('pulls', () => {
  it('[PU1] asks for the catalogue first, then for leases, then for changes', () => {
    const bench = new EngineBench();
    bench.start([]);
    expect(bench.pulls).toEqual(['catalogue', 'leases', 'changes']);
  });

  it('[PU1] asks for the catalogue again when a change says so, and looks at the leases after it', () => {
    const bench = new EngineBench();
    bench.start([]);
    bench.answersPulls = false;
    bench.pass(30_000);
    const stale = { ...NOTHING_NEW, isCatalogueStale: true };
    bench.dispatch(bench.pulled(bench.of('pull')[0]!.requestId, stale));
    expect(bench.pulls).toEqual(['catalogue']);
    bench.dispatch(bench.pulled(bench.of('pull')[0]!.requestId, NOTHING_NEW));
    expect(bench.pulls).toEqual(['leases']);
  });

  it('[PU3] asks for the next page at once while there are more', () => {
    const bench = new EngineBench();
    bench.start([]);
    bench.answersPulls = false;
    bench.pass(30_000);
    const [page] = bench.of('pull');
    bench.dispatch(bench.pulled(page!.requestId, { ...NOTHING_NEW, hasMore: true }));
    expect(bench.pulls).toEqual(['changes']);
  });

  it('[PU4] asks for changes at a fixed interval', () => {
    const bench = new EngineBench();
    bench.start([]);
    const asked = Array.from({ length: 4 }, () => {
      bench.pass(30_000);
      return bench.pulls;
    });
    expect(asked).toEqual([['changes'], ['changes'], ['changes'], ['changes']]);
  });

  it('[PU5] lets a refused kind rest while operations go on', () => {
    const bench = new EngineBench();
    bench.answersPulls = false;
    bench.start([]);
    bench.dispatch(bench.pulled(bench.of('pull')[0]!.requestId, { kind: 'refused' }));
    expect(bench.status.connection).toBe('online');
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    expect(bench.batch.operationIds).toHaveLength(1);
    bench.answersPulls = true;
    bench.dispatch(bench.pulled(bench.state.pullInFlight!.requestId, NOTHING_NEW));
    bench.pass(299_999);
    expect(bench.pulls).not.toContain('catalogue');
    bench.pass(1);
    expect(bench.pulls).toContain('catalogue');
  });

  it('[NU1] looks at the leases again after rows were committed', () => {
    const bench = new EngineBench();
    bench.start([]);
    bench.dispatch({ type: 'rowsCommitted', heads: [bench.head()] });
    expect(bench.pulls).toEqual(['leases']);
  });
});
