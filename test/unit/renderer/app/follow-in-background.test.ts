import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFollowingPrints } from '#renderer/app/follow-in-background.ts';
import { followPrints } from '#renderer/workflows/follow-prints.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';

let bench: CounterBench;
let spooler: FakePrinter;
let scheduler: VirtualScheduler;
let asked: number;
let end: () => void;

beforeEach(async () => {
  spooler = new FakePrinter(['Quay1']);
  bench = await new CounterBench().equip();
  bench.host.printer = spooler;
  scheduler = new VirtualScheduler(bench.clock);
  asked = 0;
  const { database, clock, logger } = bench;
  end = startFollowingPrints({
    ...{ database, clock, logger, scheduler, leader: new FakeLeaderLock() },
    follow: async () => {
      asked += 1;
      await followPrints(bench.deps);
    },
  });
});
afterEach(() => {
  end();
});

const states = async () => (await bench.database.prints.toArray()).map(({ state }) => state);
/** Lets the next question be asked, which is due in so many milliseconds and not earlier. */
async function step(delayMs: number): Promise<void> {
  const before = asked;
  await expect.poll(() => scheduler.pending).toBe(1);
  await scheduler.advance(delayMs - 1);
  expect(asked).toBe(before);
  await scheduler.advance(1);
  await expect.poll(() => asked).toBe(before + 1);
}

describe('[PN10] papers on their way', () => {
  it('are asked after often at first, seldom later, and not at all when none is left or the window is closed', async () => {
    expect(scheduler.pending).toBe(0);
    spooler.switchOff('Quay1');
    await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' }));
    await step(1_500);
    await step(1_500);
    bench.clock.advance(120_000);
    await scheduler.advance(0);
    await expect.poll(() => asked).toBe(3);
    await step(15_000);
    spooler.switchOn('Quay1');
    await step(15_000);
    await expect.poll(states).toEqual(['done']);
    await expect.poll(() => scheduler.pending).toBe(0);

    spooler.switchOff('Quay1');
    await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' }));
    await expect.poll(() => scheduler.pending).toBe(1);
    end();
    expect(scheduler.pending).toBe(0);
  });
});
