import { describe, expect, it } from 'vitest';
import { DOSSIER_STATE_CODES, type DossierState } from '#shared/domain/dossier.ts';
import {
  canTransition,
  DOSSIER_TRANSITIONS,
  findStateByNationalCode,
  findTransition,
  isFinal,
  nationalStateCode,
} from '#shared/domain/dossier-state.ts';

const STATES = Object.keys(DOSSIER_STATE_CODES) as DossierState[];

describe('dossier states', () => {
  it('have the ten national codes, each once', () => {
    expect(STATES.map(nationalStateCode).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(STATES.map((state) => findStateByNationalCode(nationalStateCode(state)))).toEqual(STATES);
    expect(findStateByNationalCode(0)).toBeUndefined();
  });

  it.each([
    ['registered', 'accepted'],
    ['accepted', 'processing'],
    ['accepted', 'resolved'],
    ['processing', 'supplementRequested'],
    ['supplementRequested', 'processing'],
    ['processing', 'resolved'],
    ['resolved', 'returned'],
  ] as const)('%s → %s is allowed', (from, to) => {
    expect(canTransition(from, to)).toBe(true);
  });

  it.each([
    ['registered', 'returned'],
    ['registered', 'processing'],
    ['accepted', 'registered'],
    ['accepted', 'returned'],
    ['resolved', 'withdrawn'],
    ['resolved', 'discontinued'],
    ['returned', 'processing'],
    ['refused', 'accepted'],
    ['withdrawn', 'accepted'],
    ['discontinued', 'processing'],
  ] as const)('%s → %s is not', (from, to) => {
    expect(canTransition(from, to)).toBe(false);
    expect(findTransition(from, to)).toBeUndefined();
  });

  it('end in four ways', () => {
    expect(STATES.filter(isFinal).sort()).toEqual(['discontinued', 'refused', 'returned', 'withdrawn']);
  });

  it('are all reached from registration', () => {
    const reached = new Set<DossierState>(['registered']);
    for (const state of reached) for (const { to } of DOSSIER_TRANSITIONS[state]) reached.add(to);
    expect([...reached].sort()).toEqual([...STATES].sort());
  });

  it('have at most one step between two states, and a legal basis for each', () => {
    for (const state of STATES) {
      const steps = DOSSIER_TRANSITIONS[state];
      expect(new Set(steps.map(({ to }) => to)).size).toBe(steps.length);
      expect(steps.every(({ legalBasis }) => /^(NĐ|TT) \d+\/20\d\d/.test(legalBasis))).toBe(true);
    }
  });
});
