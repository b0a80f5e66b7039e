import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import { LAST_LEASED_NUMBER } from '#shared/domain/number-space.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import { openTestGateway, TEST_NOW, type TestGateway } from '#test/support/gateway-harness.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { openNumberWorld, type Link, type NumberStation } from '#test/support/number-world.ts';

const STATIONS = 3;
const FOREVER: readonly [LocalDate, LocalDate] = ['2026-01-01' as LocalDate, '2027-12-31' as LocalDate];

type Step =
  | { readonly kind: 'accept' | 'restart'; readonly at: number }
  | { readonly kind: 'topUp' | 'sync'; readonly at: number; readonly link: Link }
  | { readonly kind: 'setClock'; readonly at: number; readonly days: number }
  | { readonly kind: 'nextDay' };

const at = fc.nat({ max: STATIONS - 1 });
const link = fc.constantFrom<Link>('up', 'up', 'down', 'loseAnswer');
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('accept' as const), at }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('topUp' as const, 'sync' as const), at, link }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const), at }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('setClock' as const), at, days: fc.constantFrom(0, 0, 1, -1, 30, -30) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nextDay' as const) }) },
);

function sourceOf({ provisionalCode, orderNumber }: Dossier): string {
  if (provisionalCode !== undefined) return 'provisional';
  return orderNumber > LAST_LEASED_NUMBER ? 'band' : 'leased';
}

describe('numbers of several stations', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let worlds = 0;
  const sources = new Set<string>();
  beforeAll(async () => {
    gateway = await openTestGateway(databases, { catalogue: 'none' });
  });
  afterAll(async () => {
    await gateway.stop();
  });

  async function run(step: Step, stations: readonly NumberStation[]): Promise<void> {
    if (step.kind === 'nextDay') {
      gateway.clock.advance(MS_PER_DAY);
      return;
    }
    const station = stations[step.at];
    switch (step.kind) {
      case 'accept':
        return station?.accept();
      case 'restart':
        return station?.restart();
      case 'topUp':
        return station?.topUp(step.link);
      case 'sync':
        return station?.sync(step.link);
      case 'setClock':
        return station?.setSkewDays(step.days);
    }
  }

  /** Every clock right, every link up, and every day of this story over. */
  async function settle(stations: readonly NumberStation[]): Promise<void> {
    gateway.clock.advance(40 * MS_PER_DAY);
    for (const station of stations) {
      station.setSkewDays(0);
      for (let round = 0; round < 3; round += 1) {
        await station.sync('up');
        await station.topUp('up');
      }
    }
  }

  it('[NU11] are never printed twice and are all accounted for, whatever links, clocks and restarts do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 40, maxLength: 60 }), async (schedule) => {
        worlds += 1;
        gateway.clock.setWall(TEST_NOW);
        const agencyCode = `H98.${String(worlds)}`;
        const stations = await openNumberWorld(gateway, agencyCode, STATIONS);
        for (const step of schedule) await run(step, stations);
        await settle(stations);

        const printed = stations.flatMap((station) => station.printed);
        const codes = printed.map(({ dossierCode }) => dossierCode);
        expect(new Set(codes).size).toBe(codes.length);
        for (const dossier of printed) sources.add(sourceOf(dossier));
        const outcomes = new Set(stations.flatMap((station) => station.outcomes));
        expect([...outcomes].filter((outcome) => outcome !== 'accepted' && outcome !== 'alreadyAccepted')).toEqual([]);

        const kept = (await Promise.all(stations.map((station) => station.dossiers()))).flat();
        const official = kept.map(({ dossierCode }) => dossierCode);
        expect(official.filter((code) => !code.startsWith(`${agencyCode}-`))).toEqual([]);
        expect(new Set(official).size).toBe(printed.length);
        for (const { dossierId, dossierCode, provisionalCode } of printed) {
          const now = kept.find((dossier) => dossier.dossierId === dossierId);
          expect([now?.dossierCode, now?.provisionalCode]).toContain(dossierCode);
          expect(now?.provisionalCode).toBe(provisionalCode);
        }

        const report = await gateway.admin.reportNumbers(agencyCode, ...FOREVER);
        const today = gateway.clock.today();
        expect(report.reduce((sum, { used }) => sum + used, 0)).toBe(printed.length);
        expect(report.filter(({ workingOn, out }) => workingOn < today && out > 0)).toEqual([]);
      }),
      { numRuns: 5 },
    );
    // The schedules were hard enough: every source of codes was drawn upon.
    expect([...sources].sort()).toEqual(['band', 'leased', 'provisional']);
  });
});
