import { ChaosStation } from './chaos-station.ts';
import { ChaosSchedule, type HostKind, type RoundPlan, type Step, type Victim } from './schedule.ts';
import { takeAtCounter } from './take-at-counter.ts';

export interface ChaosOptions {
  readonly host: HostKind;
  readonly seed: number;
  /** New rounds begin until then; at least one is played. */
  readonly minutes: number;
  readonly maxRounds?: number;
  readonly say: (line: string) => void;
  /** Leaves the disks of a run that failed for a look. */
  readonly isKept?: boolean;
}

export interface ChaosCounts {
  rounds: number;
  readonly kills: Record<Victim, number>;
  linkChanges: number;
  clockJumps: number;
  /** How often IndexedDB was deleted and the journal had to give back what was shown. */
  rebuilt: number;
  /** How often the browser's page did not open and was loaded again by hand. */
  pagesReloaded: number;
  /** Acceptances that ended with a code on the screen. */
  shown: number;
  /** Acceptances cut short: the dossier is whole or not there. */
  interrupted: number;
}

export interface ChaosResult {
  readonly counts: ChaosCounts;
  readonly cuts: number;
  /** Dossiers at the end, those included whose code nobody lived to see. */
  readonly violations: readonly string[];
}

/** Plays seeded rounds on real programs until the time is over or something is lost. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { host, seed, say } = options;
  const schedule = new ChaosSchedule(seed, host);
  const counts: ChaosCounts = {
    ...{ rounds: 0, linkChanges: 0, clockJumps: 0, rebuilt: 0, pagesReloaded: 0, shown: 0, interrupted: 0 },
    kills: { app: 0, gateway: 0, postgres: 0, gatewayAndPostgres: 0 },
  };
  const played: RoundPlan[] = [];
  const station = await ChaosStation.open(host, seed);
  const until = performance.now() + options.minutes * 60_000;
  let violations: readonly string[] = [];
  try {
    do {
      const plan = schedule.nextRound();
      played.push(plan);
      violations = await playRound(station, plan, counts).catch((cause: unknown) => [describe(cause)]);
      counts.rounds += 1;
      counts.pagesReloaded = station.pagesReloaded;
      say(describeRound(plan, station, violations));
    } while (
      violations.length === 0 &&
      performance.now() < until &&
      counts.rounds < (options.maxRounds ?? Number.MAX_SAFE_INTEGER)
    );
    if (violations.length > 0) await reportFailure(station, played, violations, say);
  } finally {
    await station.close(options.isKept === true && violations.length > 0);
  }
  return { counts, cuts: station.link.cuts(), violations };
}

async function playRound(station: ChaosStation, plan: RoundPlan, counts: ChaosCounts): Promise<readonly string[]> {
  for (const step of plan.steps) await play(station, step, counts);
  return station.healAndCheck();
}

async function play(station: ChaosStation, step: Step, counts: ChaosCounts): Promise<void> {
  switch (step.kind) {
    case 'link':
      counts.linkChanges += 1;
      await station.gateway.ensureRunning();
      station.link.setMode(step.mode);
      return;
    case 'kill':
      await strike(station, step.victim, counts);
      return;
    case 'clock':
      counts.clockJumps += 1;
      await station.shiftClock(step.offsetMs);
      return;
    case 'take':
      await take(station, step, counts);
      return;
    case 'journalAlone':
      await rebuild(station, counts);
      return;
    case 'drainUnderFire':
      await drainUnderFire(station, step, counts);
  }
}

async function take(station: ChaosStation, step: Extract<Step, { kind: 'take' }>, counts: ChaosCounts): Promise<void> {
  const counter = await station.window(step.tab);
  const blows: Promise<void>[] = [];
  const onStage = (stage: string): void => {
    const { blow } = step;
    if (blow?.stage !== stage) return;
    blows.push(pause(blow.afterMs).then(() => strike(station, blow.victim, counts)));
  };
  const turn = station.nextTurn();
  try {
    await takeAtCounter(counter, {
      ...{ turn, scanKb: step.scanKb, onStage },
      onShown: (dossier) => {
        station.shown.push(dossier);
        counts.shown += 1;
      },
    });
  } catch (cause) {
    await Promise.all(blows);
    // What was under way dies with the program, and only then.
    if (station.isAppRunning) throw cause;
    counts.interrupted += 1;
  }
  await Promise.all(blows);
}

async function rebuild(station: ChaosStation, counts: ChaosCounts): Promise<void> {
  counts.kills.app += 1;
  const violations = await station.judgeJournalAlone();
  if (violations.length > 0) throw new Error(violations.join('; '));
  counts.rebuilt += 1;
}

async function drainUnderFire(
  station: ChaosStation,
  step: Extract<Step, { kind: 'drainUnderFire' }>,
  counts: ChaosCounts,
): Promise<void> {
  station.link.setMode({ kind: 'pass' });
  for (const { victim, afterMs } of step.victims) {
    await station.gateway.ensureRunning();
    await station.revive();
    await pause(afterMs);
    await strike(station, victim, counts);
  }
}

async function strike(station: ChaosStation, victim: Victim, counts: ChaosCounts): Promise<void> {
  counts.kills[victim] += 1;
  await station.strike(victim);
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function describeRound(plan: RoundPlan, station: ChaosStation, violations: readonly string[]): string {
  const steps = plan.steps.map(describeStep).join(' ');
  const verdict = violations.length === 0 ? 'ok' : 'VIOLATED';
  return `round ${String(plan.round)}: ${verdict}, ${String(station.shown.length)} shown; ${steps}`;
}

function describeStep(step: Step): string {
  switch (step.kind) {
    case 'link':
      return step.mode.kind;
    case 'kill':
      return `kill-${step.victim}`;
    case 'clock':
      return `clock${step.offsetMs < 0 ? '' : '+'}${String(step.offsetMs / 60_000)}min`;
    case 'take':
      return step.blow === null ? 'take' : `take!${step.blow.victim}@${step.blow.stage}+${String(step.blow.afterMs)}`;
    case 'journalAlone':
      return 'journal-alone';
    case 'drainUnderFire':
      return `drain!${step.victims.map(({ victim }) => victim).join('!')}`;
  }
}

async function reportFailure(
  station: ChaosStation,
  played: readonly RoundPlan[],
  violations: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  for (const line of violations) say(`VIOLATION ${line}`);
  say(`schedule so far: ${JSON.stringify(played)}`);
  if (!station.isAppRunning) return;
  const { page, consoleLines } = station.client;
  say(`the page's last lines: ${JSON.stringify(consoleLines.slice(-8))}`);
  const text = await page.locator('body').innerText({ timeout: 2_000 }).catch(describe);
  say(`the screen: ${text.replaceAll('\n', ' | ').slice(0, 1_500)}`);
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 1_200) : String(cause);
}
