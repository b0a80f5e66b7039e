import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './building/build-all.ts';
import { PROJECT_ROOT } from './project-paths.ts';
import { complain, say } from './terminal.ts';
import { displayCommand } from './testing/display.ts';

/** What a bench module returns; the same shape as test/bench/bench-row.ts, which nothing outside test/ may import. */
interface BenchRow {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly detail: string;
}

/**
 * `npm run bench [-- NAME…]`: runs test/bench/NAME.bench.ts (all of them without a name), prints every ratio, and fails
 * when one is above its limit.
 */
async function runBenches(filters: readonly string[]): Promise<number> {
  const folder = path.join(PROJECT_ROOT, 'test', 'bench');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
    .sort();
  if (files.length === 0) {
    complain(`no bench of that name in ${path.relative(PROJECT_ROOT, folder)}`);
    return 1;
  }
  await buildAll({ isQuiet: true });
  const rows: BenchRow[] = [];
  for (const file of files) {
    say(`… ${file}`);
    const bench = (await import(pathToFileURL(path.join(folder, file)).href)) as {
      run(): Promise<readonly BenchRow[]>;
    };
    rows.push(...(await bench.run()));
  }
  printTable(rows);
  const tooSlow = rows.filter((row) => !isWithinLimit(row));
  if (tooSlow.length > 0) complain(`${String(tooSlow.length)} of ${String(rows.length)} above the limit`);
  return tooSlow.length === 0 ? 0 : 1;
}

function printTable(rows: readonly BenchRow[]): void {
  const width = Math.max(...rows.map((row) => row.name.length), 'what'.length);
  say(`\n${'what'.padEnd(width)}  ratio  limit        detail`);
  for (const row of rows) {
    const figures = `${row.ratio.toFixed(2).padStart(5)}  ${row.limit.toFixed(2).padStart(5)}`;
    say(`${row.name.padEnd(width)}  ${figures}  ${isWithinLimit(row) ? 'ok  ' : 'SLOW'}  ${row.detail}`);
  }
}

/** A ratio that is no number is a failed measurement, not a fast one. */
function isWithinLimit(row: BenchRow): boolean {
  return Number.isFinite(row.ratio) && row.ratio <= row.limit;
}

const display = displayCommand();
if (display.length > 0) {
  // Some benches open windows: the whole command runs again on a display of its own.
  const [program = '', ...args] = display;
  const again = [...args, process.execPath, '--import', 'tsx', import.meta.filename, ...process.argv.slice(2)];
  process.exitCode = spawnSync(program, again, { stdio: 'inherit', cwd: PROJECT_ROOT }).status ?? 1;
} else {
  process.exitCode = await runBenches(process.argv.slice(2));
}
