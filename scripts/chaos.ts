import { parseArgs } from 'node:util';
import { buildAll } from './building/build-all.ts';
import { loadHarness, onDisplay } from './testing/run-harness.ts';
import { complain, say } from './terminal.ts';

/** What the harness offers; nothing outside test/ may import it. */
interface Harness {
  runChaos(options: {
    readonly host: 'electron' | 'browser';
    readonly seed: number;
    readonly minutes: number;
    readonly isKept: boolean;
    readonly say: (line: string) => void;
  }): Promise<{
    readonly counts: Readonly<Record<string, unknown>>;
    readonly cuts: number;
    readonly violations: readonly string[];
  }>;
}

/**
 * `npm run chaos -- [--minutes 10] [--seed S] [--host electron|browser] [--keep]`: builds, then the real client, the real
 * gateway and its PostgreSQL under a seeded schedule of broken links and SIGKILLs (docs/reliability.md). Ends with 1 when
 * anything was lost or doubled.
 */
async function chaos(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      host: { type: 'string', default: 'electron' },
      keep: { type: 'boolean', default: false },
    },
  });
  const { host } = values;
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if ((host !== 'electron' && host !== 'browser') || !Number.isFinite(minutes) || !Number.isSafeInteger(seed)) {
    complain('chaos: --minutes is a number, --seed a whole number, --host electron or browser');
    return 2;
  }
  await buildAll({ isQuiet: true });
  say(`chaos: host ${host}, seed ${String(seed)}, ${String(minutes)} minutes`);
  const harness = await loadHarness<Harness>('test/chaos/run-chaos.ts');
  const { counts, cuts, violations } = await harness.runChaos({ host, seed, minutes, isKept: values.keep, say });
  say(`chaos: host ${host}, seed ${String(seed)}: ${JSON.stringify({ ...counts, cuts })}`);
  say(violations.length === 0 ? 'nothing lost, nothing doubled' : `${String(violations.length)} violations`);
  return violations.length === 0 ? 0 : 1;
}

process.exitCode = await onDisplay(import.meta.filename, chaos);
