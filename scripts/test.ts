import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './project-paths.ts';
import { say } from './terminal.ts';
import { displayCommand } from './testing/display.ts';
import { countPlaywright, countVitest, type TestCounts } from './testing/test-counts.ts';

/** One part of `npm test`. A step with a report adds real counts; one without only passes or fails. */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly count?: () => TestCounts;
}

const REPORTS = path.join(PROJECT_ROOT, 'test-results', 'reports');
const VITEST_REPORT = path.join(REPORTS, 'vitest.json');

const node = (file: string, ...args: readonly string[]): readonly string[] => [process.execPath, file, ...args];
const script = (file: string): readonly string[] => node('--import', 'tsx', file);
const tool = (file: string, ...args: readonly string[]): readonly string[] =>
  node(path.join('node_modules', file), ...args);

const STEPS: readonly Step[] = [
  { name: 'typecheck', command: tool('typescript/bin/tsc', '-b') },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'boundaries', command: script('scripts/boundaries.ts') },
  { name: 'spec', command: script('scripts/spec.ts') },
  {
    name: 'vitest',
    command: tool(
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${VITEST_REPORT}`,
    ),
    count: () => countVitest(VITEST_REPORT),
  },
  { name: 'build', command: script('scripts/build.ts') },
  playwright('electron'),
  playwright('browser'),
];

function playwright(project: 'electron' | 'browser'): Step {
  const report = path.join(REPORTS, `playwright-${project}.json`);
  const output = path.join('test-results', project);
  const args = ['test', `--project=${project}`, '--reporter=list,json', `--output=${output}`];
  return {
    name: `e2e ${project}`,
    command: [...displayCommand(), ...tool('@playwright/test/cli.js', ...args)],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count: () => countPlaywright(report),
  };
}

/** `npm test`: every check and every test, one after another. The last line counts them; any failure fails the run. */
function runAll(): number {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const step of STEPS) {
    say(`\n=== ${step.name}`);
    const startedAtMs = Date.now();
    const isOk = run(step);
    const counts = step.count?.() ?? { passed: 0, failed: 0 };
    passed += counts.passed;
    // The last line must never say "0 failed" when the run failed.
    failed += isOk ? counts.failed : Math.max(counts.failed, 1);
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
    const numbers = step.count === undefined ? '' : `${String(counts.passed)} passed, ${String(counts.failed)} failed`;
    lines.push(
      `${isOk && counts.failed === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${seconds.padStart(4)} s  ${numbers}`,
    );
  }
  say(`\n${lines.join('\n')}`);
  say(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}

function run(step: Step): boolean {
  const [program = '', ...args] = step.command;
  const outcome = spawnSync(program, args, {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...step.env },
  });
  return outcome.status === 0;
}

process.exitCode = runAll();
