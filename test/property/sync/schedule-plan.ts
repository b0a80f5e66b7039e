import fc from 'fast-check';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What becomes of a dossier at the province, and what the officer does about it. */
export const FATES = [
  'fine',
  'refused',
  /** The officer corrects it … */
  'repaired',
  /** … twice, because the first correction is refused too … */
  'repairedTwice',
  /** … while the province begins to accept the original. */
  'repairedTooLate',
  /** The province lifts its refusal and the officer sends it again. */
  'released',
] as const;

export interface ScheduledDossier {
  readonly counter: 0 | 1;
  /** Part of the storm's length, 0 to 1. */
  readonly at: number;
  readonly laterSteps: number;
  readonly amountVnd: number;
  readonly scans: number;
  /** Whether its scans and a later step name the dossier to wait for. */
  readonly isLinked: boolean;
  readonly fate: (typeof FATES)[number];
}

/** Chances per request, transaction or effect, from 0 to 1. */
export interface ScheduledWeather {
  readonly cut: number;
  readonly html: number;
  readonly loseAnswer: number;
  readonly duplicate: number;
  readonly gatewayCrash: number;
  readonly counterCrash: number;
}

export interface Schedule {
  readonly seed: number;
  readonly stormMs: number;
  readonly dossiers: readonly ScheduledDossier[];
  readonly weather: ScheduledWeather;
  /** Parts of the storm without any network. */
  readonly outages: readonly { readonly from: number; readonly length: number }[];
  readonly clockJumps: readonly { readonly counter: 0 | 1; readonly at: number; readonly byMs: number }[];
}

/** Evenly spread, unlike `fc.double`, which is spread over representations and so nearly always tiny. */
const part = (max: number): fc.Arbitrary<number> => fc.nat(1_000).map((thousandths) => (thousandths / 1_000) * max);
const counter = fc.constantFrom<0 | 1>(0, 1);

const dossier: fc.Arbitrary<ScheduledDossier> = fc.record({
  counter,
  at: part(1),
  laterSteps: fc.nat(2),
  amountVnd: fc.nat(20).map((thousands) => thousands * 1_000),
  scans: fc.nat(1),
  isLinked: fc.boolean(),
  fate: fc.oneof(
    { weight: 3, arbitrary: fc.constant('fine' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...FATES) },
  ),
});

/** Minutes mostly; outages of days now and then. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer(),
  stormMs: fc.oneof(
    { weight: 49, arbitrary: fc.integer({ min: MINUTE, max: 20 * MINUTE }) },
    { weight: 1, arbitrary: fc.integer({ min: 24 * HOUR, max: 96 * HOUR }) },
  ),
  dossiers: fc.array(dossier, { minLength: 1, maxLength: 5 }),
  weather: fc.record({
    cut: part(0.5),
    html: part(0.2),
    loseAnswer: part(0.4),
    duplicate: part(0.4),
    gatewayCrash: part(0.2),
    counterCrash: part(0.04),
  }),
  outages: fc.array(fc.record({ from: part(1), length: part(0.6) }), { maxLength: 2 }),
  clockJumps: fc.array(fc.record({ counter, at: part(1), byMs: fc.integer({ min: -30 * HOUR, max: 30 * HOUR }) }), {
    maxLength: 2,
  }),
});
