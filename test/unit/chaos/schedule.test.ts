import { describe, expect, it } from 'vitest';
import { ChaosSchedule, type HostKind, type RoundPlan, type Step } from '#test/chaos/schedule.ts';

const ROUNDS = 200;

function play(seed: number, host: HostKind): readonly RoundPlan[] {
  const schedule = new ChaosSchedule(seed, host);
  return Array.from({ length: ROUNDS }, () => schedule.nextRound());
}

function stepsOf<Kind extends Step['kind']>(rounds: readonly RoundPlan[], kind: Kind) {
  return rounds
    .flatMap(({ steps }) => steps)
    .filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);
}

describe('the schedule of a chaos run', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(play(7, 'electron')).toEqual(play(7, 'electron'));
    expect(play(7, 'electron')).not.toEqual(play(8, 'electron'));
  });

  it('takes dossiers in every round and comes to every kind of trouble', () => {
    const rounds = play(1, 'electron');
    expect(rounds.every(({ steps }) => steps.some(({ kind }) => kind === 'take'))).toBe(true);
    const links = new Set(stepsOf(rounds, 'link').map(({ mode }) => mode.kind));
    expect([...links].sort()).toEqual(['cut', 'delay', 'flap', 'garble', 'pass', 'trickle']);
    const blows = new Set(stepsOf(rounds, 'take').map(({ blow }) => `${blow?.victim ?? ''} ${blow?.stage ?? ''}`));
    for (const stage of ['preparing', 'accepting', 'shown'])
      for (const victim of ['app', 'gateway', 'postgres', 'gatewayAndPostgres'])
        expect(blows).toContain(`${victim} ${stage}`);
  });

  it('deletes the store in some rounds and not in others', () => {
    const rounds = play(2, 'browser').filter(({ steps }) => steps.some(({ kind }) => kind === 'journalAlone'));
    expect(rounds.length).toBeGreaterThan(ROUNDS / 5);
    expect(rounds.length).toBeLessThan(ROUNDS);
  });

  it('uses a second window in the browser only', () => {
    const tabs = (host: HostKind) => new Set(stepsOf(play(3, host), 'take').map(({ tab }) => tab));
    expect([...tabs('electron')]).toEqual([0]);
    expect([...tabs('browser')].sort()).toEqual([0, 1]);
  });
});
