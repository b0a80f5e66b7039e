import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { resolveElectron } from '#scripts/electron-runtime.ts';
import { judgeSandbox } from '#scripts/electron-sandbox.ts';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';
import { findTree, killAll } from '#test/chaos/process-tree.ts';

export interface LaunchOptions {
  /** Folder for everything the app stores; use the same one again to restart "the same machine". */
  readonly userDataDir: string;
  readonly gatewayUrl: string;
  readonly enrolmentCode?: string;
  readonly stationName?: string;
  /** More variables of the environment, such as CUPS_SERVER. */
  readonly env?: Readonly<Record<string, string>>;
  /** More switches for Chromium, such as a fake camera. */
  readonly args?: readonly string[];
  /** Folder or script to start instead of the product. */
  readonly entry?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Lines of the page's console and uncaught errors, newest last. */
  readonly consoleLines: readonly string[];
  /** Ends the whole app the hard way, as a power cut or the task manager would. */
  kill(): Promise<void>;
}

const LAUNCH_TIMEOUT_MS = 60_000;

/** The command line that starts the built product, for tests and benchmarks that do not use the test driver. */
export interface LaunchPlan {
  readonly executablePath: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

export async function planLaunch(options: LaunchOptions): Promise<LaunchPlan> {
  const { executablePath } = await resolveElectron();
  const sandbox = judgeSandbox(executablePath);
  if (sandbox.kind === 'blocked') throw new Error(`Chromium's sandbox is blocked here; set up ${sandbox.helper}`);
  return {
    executablePath,
    args: [...sandbox.args, ...(options.args ?? []), options.entry ?? PROJECT_ROOT],
    cwd: PROJECT_ROOT,
    env: environmentOf(options),
  };
}

/** Starts the built product in real Electron. Build first (`npm run build`); needs a display. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { executablePath, ...plan } = await planLaunch(options);
  // Named this way rather than by path, the driver holds the app back until it is attached; with a path the first
  // window may come in between, and the launch then hangs now and again.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.dirname(executablePath);
  const app = await _electron.launch({ ...plan, timeout: LAUNCH_TIMEOUT_MS });
  // Taken now: the driver forgets the process when the page crashes.
  const child = app.process();
  const consoleLines: string[] = [];
  const page = await app.firstWindow({ timeout: LAUNCH_TIMEOUT_MS });
  page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => consoleLines.push(`pageerror: ${error.message}`));
  return { app, page, consoleLines, kill: () => kill(child) };
}

function environmentOf(options: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    QMC_USER_DATA: options.userDataDir,
    QMC_GATEWAY_URL: options.gatewayUrl,
    QMC_ENROLMENT_CODE: options.enrolmentCode ?? '',
    QMC_STATION_NAME: options.stationName ?? '',
    ...options.env,
  };
}

async function kill(child: ReturnType<ElectronApplication['process']>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  // All of it at once: what the main process started would write to the profile for a moment longer.
  if (child.pid !== undefined) await killAll(await findTree(child.pid));
  await gone;
}
