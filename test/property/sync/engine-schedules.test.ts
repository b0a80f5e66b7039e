import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedules, type Schedule } from './schedule-plan.ts';
import { ScheduleWorld } from './schedule-world.ts';

function play(plan: Schedule): ScheduleWorld {
  const world = new ScheduleWorld(plan);
  world.run();
  return world;
}

describe('two counters and a province under seeded schedules', () => {
  it('[CV2] [CV3] [CV4] [EN29] loses nothing, doubles nothing, and drains when the link is back: 10,000 schedules', () => {
    fc.assert(
      fc.property(schedules, (plan) => {
        expect(play(plan).findFaults()).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  }, 240_000);

  it('[CV2] is the same schedule again when it is played from its seed', () => {
    for (const plan of fc.sample(schedules, { numRuns: 20, seed: 7 })) {
      expect(play(plan).model.applied).toEqual(play(plan).model.applied);
    }
  });

  it('[CV2] meets what it is about: crashes on both sides, days without a link, corrections that come too late', () => {
    const worlds = fc.sample(schedules, { numRuns: 400, seed: 4 }).map((plan) => ({ plan, world: play(plan) }));
    const having = (is: (world: ScheduleWorld, plan: Schedule) => boolean): number =>
      worlds.filter(({ world, plan }) => is(world, plan)).length;
    const rows = (world: ScheduleWorld) => world.counters.flatMap((counter) => [...counter.outbox.values()]);
    expect(having((world) => world.counters.some((counter) => counter.crashes > 0))).toBeGreaterThan(200);
    expect(having((world) => world.network.gatewayCrashes > 0)).toBeGreaterThan(200);
    expect(having((world) => world.counters.every((counter) => counter.codes.length > 0))).toBeGreaterThan(100);
    expect(having((_world, plan) => plan.stormMs > 24 * 3_600_000)).toBeGreaterThan(2);
    expect(having((world) => rows(world).some((row) => row.state === 'replaced'))).toBeGreaterThan(50);
    expect(
      having((world) =>
        rows(world).some(({ state, operation }) => state === 'parked' && operation.replaces !== undefined),
      ),
    ).toBeGreaterThan(0);
  });
});
