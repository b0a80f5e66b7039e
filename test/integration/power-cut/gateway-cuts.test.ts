import { describe, expect, it } from 'vitest';
import { runPowerCut } from '#test/power-cut/run-power-cut.ts';

const TIMEOUT_MS = 240_000;

describe('a gateway that loses power', () => {
  it(
    '[PW3] has every operation that it had acknowledged, and takes the rest afterwards exactly once',
    async () => {
      const answer = await runPowerCut('gateway', { seed: 5, runs: 1, say: () => undefined });
      if (answer.kind === 'notPermitted') expect(answer.reason).toContain('loop mounts are not possible here');
      else expect(answer).toMatchObject({ runs: 1, controlsLost: 1, violations: [] });
    },
    TIMEOUT_MS,
  );
});
