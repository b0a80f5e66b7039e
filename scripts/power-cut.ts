import { parseArgs } from 'node:util';
import { buildAll } from './building/build-all.ts';
import { complain, say } from './terminal.ts';
import { loadHarness, onDisplay } from './testing/run-harness.ts';

/** `full-…`: not a cut, but a disk that fills up while a scan is taken in. */
const TARGETS = ['electron', 'browser', 'gateway', 'full-electron', 'full-browser'] as const;

/** What the harness offers; nothing outside test/ may import it. */
interface Harness {
  runPowerCut(
    target: (typeof TARGETS)[number],
    options: { readonly seed: number; readonly runs: number; readonly say: (line: string) => void },
  ): Promise<
    | { readonly kind: 'notPermitted'; readonly reason: string }
    | {
        readonly kind: 'ran';
        readonly runs: number;
        readonly acknowledged: number;
        readonly controlsLost: number;
        readonly violations: readonly string[];
      }
  >;
}

/**
 * `npm run power-cut -- [--runs 8] [--seed S] [--host electron|browser|gateway|full-electron|full-browser|all]`: builds, then cuts the power of the
 * disk (a loop-mounted image) below the client or the gateway, and looks for what had been acknowledged
 * (docs/reliability.md). Ends with 1 when anything is missing, with 3 where loop mounts are not permitted.
 */
async function powerCut(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '8' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      host: { type: 'string', default: 'all' },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  const targets = TARGETS.filter((target) => values.host === 'all' || values.host === target);
  if (targets.length === 0 || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
    complain(
      'power-cut: --runs and --seed are whole numbers, --host electron, browser, gateway, full-electron, full-browser or all',
    );
    return 2;
  }
  await buildAll({ isQuiet: true });
  const harness = await loadHarness<Harness>('test/power-cut/run-power-cut.ts');
  let exitCode = 0;
  for (const target of targets) {
    say(`power-cut: ${target}, seed ${String(seed)}, ${String(runs)} runs`);
    const answer = await harness.runPowerCut(target, { seed, runs, say });
    if (answer.kind === 'notPermitted') {
      complain(`power-cut: nothing was tested: ${answer.reason}`);
      return 3;
    }
    for (const line of answer.violations) complain(`VIOLATION ${line}`);
    const counts = `${String(answer.runs)} cuts, ${String(answer.acknowledged)} acknowledged`;
    say(`power-cut: ${target}, seed ${String(seed)}: ${counts}, ${String(answer.violations.length)} violations`);
    if (answer.violations.length > 0) exitCode = 1;
  }
  return exitCode;
}

process.exitCode = await onDisplay(import.meta.filename, powerCut);
