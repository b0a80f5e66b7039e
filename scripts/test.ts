import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
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
  /** Takes only the processor time that others leave. */
  readonly isPatient?: boolean;
}

const REPORTS = path.join(PROJECT_ROOT, 'test-results', 'reports');

const node = (file: string, ...args: readonly string[]): readonly string[] => [process.execPath, file, ...args];
const script = (file: string): readonly string[] => node('--import', 'tsx', file);
const tool = (file: string, ...args: readonly string[]): readonly string[] =>
  node(path.join('node_modules', file), ...args);

/** Steps of a lane run one after another; the lanes of a stage run side by side, one for each of two cores. */
type Lane = readonly Step[];

const STAGES: readonly (readonly Lane[])[] = [
  [
    [vitest('vitest', '--project=!property')],
    [
      { name: 'build', command: script('scripts/build.ts') },
      { name: 'typecheck', command: tool('typescript/bin/tsc', '-b') },
    ],
  ],
  [
    [playwright('electron'), playwright('browser')],
    // What windows show is timed by people's patience: nothing beside them may make them wait.
    [
      { name: 'lint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'), isPatient: true },
      { ...vitest('property', '--project=property'), isPatient: true },
      { name: 'boundaries', command: script('scripts/boundaries.ts'), isPatient: true },
      { name: 'spec', command: script('scripts/spec.ts'), isPatient: true },
    ],
  ],
];

function vitest(name: string, project: string): Step {
  const report = path.join(REPORTS, `${name}.json`);
  const args = ['run', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, command: tool('vitest/vitest.mjs', ...args), count: () => countVitest(report) };
}

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

interface Outcome {
  readonly line: string;
  readonly passed: number;
  readonly failed: number;
}

/** `npm test`: every check and every test. The last line counts them; any failure fails the run. */
async function runAll(): Promise<number> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const lanes of STAGES) outcomes.push(...(await Promise.all(lanes.map(runLane))).flat());
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  say(`\n${outcomes.map(({ line }) => line).join('\n')}`);
  say(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}

async function runLane(lane: Lane): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of lane) outcomes.push(await run(step));
  return outcomes;
}

async function run(step: Step): Promise<Outcome> {
  const startedAtMs = Date.now();
  say(`\n=== ${step.name}`);
  const isOk = await execute(step);
  const counts = step.count?.() ?? { passed: 0, failed: 0 };
  // The last line must never say "0 failed" when the run failed.
  const failed = isOk ? counts.failed : Math.max(counts.failed, 1);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
  const numbers = step.count === undefined ? '' : `${String(counts.passed)} passed, ${String(counts.failed)} failed`;
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${seconds.padStart(4)} s  ${numbers}`;
  say(`--- ${line}`);
  return { line, passed: counts.passed, failed };
}

async function execute(step: Step): Promise<boolean> {
  const [program = '', ...args] = step.command;
  const child = spawn(program, args, {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...step.env },
    // A session of its own is what Linux shares out the processor by.
    detached: step.isPatient === true,
  });
  if (step.isPatient === true && child.pid !== undefined) stepBack(child.pid);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return exitCode === 0;
}

/** Others first: within its session, and its session among those of the machine where Linux groups by session. */
function stepBack(pid: number): void {
  setPriority(pid, constants.priority.PRIORITY_LOW);
  const group = `/proc/${String(pid)}/autogroup`;
  if (existsSync(group)) writeFileSync(group, String(constants.priority.PRIORITY_LOW));
  process.once('exit', () => {
    try {
      process.kill(-pid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  });
}

// An interrupted run takes along what has a session of its own.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

process.exitCode = await runAll();
