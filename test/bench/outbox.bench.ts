import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngineState, DEFAULT_ENGINE_CONFIG, step, type EngineState, type RowHead } from '#sync/engine/index.ts';
import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import type { BenchRow } from './bench-row.ts';
import { formatMs, median } from './support/figures.ts';

const SMALL = 5_000;
const LARGE = 50_000;
const ROUNDS = 5;
const COMMITS = 2_000;
/** Start-up sorts, so its time per row grows with the logarithm: 1.27 from 5,000 to 50,000. */
const LINEAR = 1.5;
const CONSTANT = 2;

interface Figures {
  readonly startMsPerRow: number;
  readonly bytesPerRow: number;
  readonly enqueueMs: number;
}

/**
 * A queue of 50,000 rows against one of 5,000, offline: reading the heads and starting the engine, the memory the engine
 * holds, and what one more committed row costs. The store is in memory, so that the engine is what is measured.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const small = await measure(SMALL);
  const large = await measure(LARGE);
  const perRow = (ms: number): string => `${(ms * 1_000).toFixed(2)} µs`;
  return [
    {
      name: 'outbox of 50,000: start-up per row',
      ratio: large.startMsPerRow / small.startMsPerRow,
      limit: LINEAR,
      detail: `${formatMs(large.startMsPerRow * LARGE)} in all; ${perRow(large.startMsPerRow)} against ${perRow(small.startMsPerRow)} at 5,000`,
    },
    {
      name: 'outbox of 50,000: memory per row',
      ratio: large.bytesPerRow / small.bytesPerRow,
      limit: LINEAR,
      detail: `${((large.bytesPerRow * LARGE) / 2 ** 20).toFixed(1)} MiB in all; ${large.bytesPerRow.toFixed(0)} B against ${small.bytesPerRow.toFixed(0)} B at 5,000`,
    },
    {
      name: 'outbox of 50,000: one more row',
      ratio: large.enqueueMs / small.enqueueMs,
      limit: CONSTANT,
      detail: `${perRow(large.enqueueMs)} against ${perRow(small.enqueueMs)} at 5,000`,
    },
  ];
}

async function measure(rows: number): Promise<Figures> {
  const store = new MemoryOutboxStore();
  const book = new OperationBook();
  store.add(...Array.from({ length: rows }, () => book.write()));
  const before = heapInUse();
  let state = await start(store);
  const bytes = heapInUse() - before;
  const startMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await start(store);
    startMs.push(performance.now() - from);
  }
  const more = Array.from({ length: COMMITS }, () => headOf(book));
  return {
    // The least of the rounds: whatever else the machine does only adds to it.
    startMsPerRow: Math.min(...startMs) / rows,
    bytesPerRow: bytes / rows,
    enqueueMs: leastMedian(more.map((head) => enqueue(head))),
  };

  function enqueue(head: RowHead): number {
    const from = performance.now();
    state = step(state, { type: 'rowsCommitted', heads: [head] }, 1).state;
    return performance.now() - from;
  }
}

/** The median of the calmest of ten blocks. */
function leastMedian(values: readonly number[]): number {
  const size = values.length / 10;
  return Math.min(...Array.from({ length: 10 }, (_, block) => median(values.slice(block * size, (block + 1) * size))));
}

/** The state of an engine that has read the whole queue and waits for a link that is down. */
async function start(store: MemoryOutboxStore): Promise<EngineState> {
  const leading = step(
    createEngineState(DEFAULT_ENGINE_CONFIG, true),
    { type: 'leadershipChanged', isLeader: true },
    0,
  );
  let { state } = step(leading.state, { type: 'appStarted', heads: await store.loadOpenHeads() }, 0);
  for (const { requestId } of state.inFlight) {
    const answer = { kind: 'whole', outcome: { kind: 'retryLater', cause: 'unreachable' } } as const;
    state = step(state, { type: 'answerReceived', requestId, answer, random: 0.5 }, 0).state;
  }
  return state;
}

function headOf(book: OperationBook): RowHead {
  const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt } = book.write();
  const head = { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt };
  return { ...head, sizeBytes: 1_000, state: 'queued' };
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
