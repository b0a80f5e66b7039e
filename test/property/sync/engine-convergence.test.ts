import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineWorld } from './engine-world.ts';
import type { DossierPlan, WorldPlan } from './world-plan.ts';

/** Evenly spread, unlike `fc.double`, which is spread over representations and so nearly always tiny. */
const chance = (max: number): fc.Arbitrary<number> => fc.nat(1_000).map((part) => (part / 1_000) * max);

const dossier: fc.Arbitrary<DossierPlan> = fc.record({
  committedAtMs: fc.nat(500_000),
  laterSteps: fc.nat(2),
  hasPayment: fc.boolean(),
  scans: fc.nat(2),
  fate: fc.oneof(
    { weight: 8, arbitrary: fc.constant('fine' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('refused' as const, 'scanDamagedOnce' as const, 'scanAlwaysDamaged' as const),
    },
  ),
});

const worldPlan: fc.Arbitrary<WorldPlan> = fc.record({
  seed: fc.integer(),
  dossiers: fc.array(dossier, { minLength: 1, maxLength: 12 }),
  weather: fc.record({
    cut: chance(0.5),
    loseAnswer: chance(0.4),
    duplicate: chance(0.3),
    serverError: chance(0.2),
    crash: chance(0.03),
    outages: fc.array(fc.record({ fromMs: fc.nat(500_000), lengthMs: fc.nat(300_000) }), { maxLength: 3 }),
  }),
});

function check(plan: WorldPlan): void {
  const world = new EngineWorld(plan);
  world.run();
  expect(world.faults).toEqual([]);
  const applied = world.model.applied.map((operation) => operation.operationId);
  expect(new Set(applied).size).toBe(applied.length);
  const lineEnds = new Map<string, number>();
  for (const { lineKey, sequence } of world.model.applied) {
    expect(sequence).toBe((lineEnds.get(lineKey) ?? 0) + 1);
    lineEnds.set(lineKey, sequence);
  }
  const reachable = world.reachable();
  expect(new Set(world.idsIn('acknowledged'))).toEqual(new Set(reachable.map((operation) => operation.operationId)));
  expect(new Set(applied)).toEqual(
    new Set(reachable.filter((operation) => operation.kind !== 'storeBlob').map((operation) => operation.operationId)),
  );
  expect(new Set(world.idsIn('parked'))).toEqual(new Set(world.mustBeParked()));
}

describe('the engine against a province in bad weather', () => {
  it('[CV1] applies everything once and in order, and acknowledges it, under any schedule', () => {
    fc.assert(fc.property(worldPlan, check), { numRuns: 1_000 });
  }, 120_000);

  it('[CV1] is really tested by its weather: most storms cut, lose and crash', () => {
    const crashes = fc.sample(worldPlan, { numRuns: 50, seed: 4 }).map((plan) => {
      const world = new EngineWorld(plan);
      world.run();
      return world.crashes;
    });
    expect(crashes.filter((count) => count > 0).length).toBeGreaterThan(25);
  });

  it('[EN3] [CV1] lets money through while dossiers are refused', () => {
    const refused = Array.from({ length: 8 }, (_, index): DossierPlan => ({
      committedAtMs: index * 1_000,
      laterSteps: 1,
      hasPayment: true,
      scans: 1,
      fate: 'refused',
    }));
    const calm = { cut: 0, loseAnswer: 0, duplicate: 0, serverError: 0, crash: 0, outages: [] };
    const world = new EngineWorld({ seed: 1, dossiers: refused, weather: calm });
    world.run();
    expect(world.model.applied.map((operation) => operation.kind)).toEqual(
      Array.from({ length: 8 }, () => 'collectFee'),
    );
  });
});
