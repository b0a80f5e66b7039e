import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { resolveElectron, type ElectronRuntime } from '#scripts/electron-runtime.ts';
import { judgeSandbox } from '#scripts/electron-sandbox.ts';
import { startChild, type Child } from '#scripts/processes/child.ts';
import { DATA_FOLDER, PROJECT_ROOT } from '#scripts/project-paths.ts';
import { complain, say } from '#scripts/terminal.ts';
import { texts } from '#scripts/texts.ts';

/** How Electron is started here. */
export interface WindowPlan {
  readonly runtime: ElectronRuntime;
  readonly args: readonly string[];
}

/** Chatter of Chromium on machines without a desktop session; it says nothing about the app. */
const NOISE =
  /dbus|gpu|vaapi|libva|ANGLE|GLib|Gtk-|DevTools listening|^\s*$|ERROR:(ui|media|content|net|components)\//i;

/** Whether a window can be opened here; if not, says why. */
export async function planWindow(): Promise<WindowPlan | undefined> {
  if (!hasDisplay()) {
    say(texts.noDisplay);
    return undefined;
  }
  const runtime = await resolveElectron().catch((error: unknown) => {
    complain(texts.noElectron(error instanceof Error ? error.message : ''));
    return undefined;
  });
  if (runtime === undefined) return undefined;
  const missing = missingLibraries(runtime.executablePath);
  if (missing.length > 0) {
    complain(texts.missingLibraries(missing));
    return undefined;
  }
  const sandbox = judgeSandbox(runtime.executablePath);
  if (sandbox.kind === 'blocked') {
    complain(texts.sandboxBlocked(sandbox.helper));
    return undefined;
  }
  if (sandbox.kind === 'off') say(sandbox.notice);
  return { runtime, args: sandbox.args };
}

export interface WindowOptions {
  readonly gatewayUrl: string;
  readonly enrolmentCode: string;
  /** What Electron is to run: the project folder, or another entry. */
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Opens the counter's window. The code goes by the environment, which other users of the machine cannot read. */
export function openWindow(plan: WindowPlan, options: WindowOptions): Child {
  const userData = path.join(DATA_FOLDER, 'electron');
  mkdirSync(userData, { recursive: true });
  return startChild({
    command: plan.runtime.executablePath,
    args: [...plan.args, options.entry ?? PROJECT_ROOT],
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      ...options.env,
      QMC_GATEWAY_URL: options.gatewayUrl,
      QMC_ENROLMENT_CODE: options.enrolmentCode,
      QMC_STATION_NAME: 'Quầy 01 (MẪU)',
      QMC_USER_DATA: userData,
    },
    onLine: (line) => {
      if (!NOISE.test(line)) say(`[app] ${line}`);
    },
  });
}

/** Shared libraries that the executable needs and this system does not have. */
function missingLibraries(executablePath: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  const listing = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  if (listing.status !== 0) return [];
  return listing.stdout
    .split('\n')
    .flatMap((line) => (line.includes('not found') ? (line.trim().split(' ')[0] ?? []) : []));
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}
