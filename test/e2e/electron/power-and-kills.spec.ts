import { expect, test } from '@playwright/test';
import { runChaos } from '#test/chaos/run-chaos.ts';
import { runPowerCut } from '#test/power-cut/run-power-cut.ts';

/** One round and one cut; `npm run chaos` and `npm run power-cut` go on for as long as one likes. */
test.describe('kills and power cuts, the short run', () => {
  test.setTimeout(300_000);

  test('[PW1] a seeded round of broken links and SIGKILLs: nothing lost, nothing doubled', async () => {
    const lines: string[] = [];
    const { violations, counts } = await runChaos({
      ...{ host: 'electron', seed: 7, minutes: 0, maxRounds: 1 },
      say: (line) => lines.push(line),
    });
    expect(violations, lines.join('\n')).toEqual([]);
    expect(counts.shown).toBeGreaterThan(0);
    expect(counts.kills.app).toBeGreaterThan(0);
  });

  test('[PW2] [PW7] power cut right after a code is shown: the dossier, its payment and its scans are there, and in the journal alone', async () => {
    const answer = await runPowerCut('electron', { seed: 5, runs: 1, say: () => undefined });
    if (answer.kind === 'notPermitted') expect(answer.reason).toContain('loop mounts are not possible here');
    else expect(answer).toMatchObject({ runs: 1, controlsLost: 1, violations: [] });
  });
});
