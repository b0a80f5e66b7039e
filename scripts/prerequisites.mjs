// Installs, or names, the system packages that npm cannot bring: `node scripts/prerequisites.mjs [--for=start|test]`.
// Plain Node without any package, because it also runs before anything is installed. It looks for programs and shared
// libraries first and is silent and quick when all are there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Shared libraries that Electron loads, and the Debian package of each; `t64` marks those renamed in Debian 13. */
const ELECTRON_LIBRARIES = [
  ['libglib-2.0.so.0', 'libglib2.0-0', 't64'],
  ['libgio-2.0.so.0', 'libglib2.0-0', 't64'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libatk-1.0.so.0', 'libatk1.0-0', 't64'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0', 't64'],
  ['libatspi.so.0', 'libatspi2.0-0', 't64'],
  ['libcups.so.2', 'libcups2', 't64'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libcairo.so.2', 'libcairo2'],
  ['libgtk-3.so.0', 'libgtk-3-0', 't64'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libX11.so.6', 'libx11-6'],
  // Loaded while it runs, so that `ldd` does not name it; without it the window ends before it opens.
  ['libX11-xcb.so.1', 'libx11-xcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libgbm.so.1', 'libgbm1'],
  ['libexpat.so.1', 'libexpat1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libudev.so.1', 'libudev1'],
  ['libasound.so.2', 'libasound2', 't64'],
];

/** Programs that only the tests use, and the Debian package of each. */
const TEST_PROGRAMS = [
  ['chromium', 'chromium'],
  ['pdftoppm', 'poppler-utils'],
  ['cupsd', 'cups'],
  ['lp', 'cups-client'],
  ['pdftopdf', 'cups-filters', '/usr/lib/cups/filter'],
  ['ippeveprinter', 'cups-ipp-utils'],
  ['dbus-daemon', 'dbus'],
  ['avahi-daemon', 'avahi-daemon'],
];
/** Programs of the machine that the app uses when they are there: without them it has no scanner. */
const DEVICE_PROGRAMS = [
  ['scanimage', 'sane-utils'],
  // The driver of network scanners is a library; this program comes with it.
  ['airscan-discover', 'sane-airscan'],
];
const DISPLAY_PROGRAMS = [
  ['xvfb-run', 'xvfb'],
  ['xauth', 'xauth'],
];

const purpose = process.argv.includes('--for=test') ? 'test' : 'start';
process.exitCode = main();

function main() {
  if (process.platform !== 'linux') return 0;
  const missing = findMissing();
  if (missing.length === 0) return 0;
  if (isDebianLike()) {
    const installer = findInstaller();
    if (installer !== undefined && install(installer, missing) && findMissing().length === 0) return 0;
  }
  return explain(findMissing());
}

/** @returns {readonly (readonly [string, string, string?])[]} rows whose library or program is not on this machine */
function findMissing() {
  const libraries = knownLibraries();
  // Without a display nothing is shown by `npm start`, and the browser host needs none of Electron's libraries.
  const needsElectron = purpose === 'test' || hasDisplay();
  const missing = needsElectron ? ELECTRON_LIBRARIES.filter(([library]) => !libraries.has(library)) : [];
  const devices = needsElectron ? DEVICE_PROGRAMS : [];
  const testPrograms = purpose === 'test' ? [...TEST_PROGRAMS, ...(hasDisplay() ? [] : DISPLAY_PROGRAMS)] : [];
  const programs = [...devices, ...testPrograms];
  return [...missing, ...programs.filter(([program, , folder]) => !isProgram(program, folder))];
}

function hasDisplay() {
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** Names of the shared libraries the system's loader knows. */
function knownLibraries() {
  const command = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file)) ?? 'ldconfig';
  const listing = spawnSync(command, ['-p'], { encoding: 'utf8' });
  if (listing.status === 0) return new Set(listing.stdout.split('\n').map((line) => line.trim().split(' ')[0]));
  const folders = ['/usr/lib', '/lib', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];
  return new Set(folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder)));
}

function isProgram(name, folder) {
  const folders = folder ? [folder] : [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin'];
  return folders.filter(Boolean).some((place) => {
    try {
      accessSync(path.join(place, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function osRelease() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return Object.fromEntries(
      lines.map((line) => line.split('=')).map(([name, text]) => [name, (text ?? '').replace(/"/g, '')]),
    );
  } catch {
    return {};
  }
}

function isDebianLike() {
  const { ID = '', ID_LIKE = '' } = osRelease();
  return /\b(debian|ubuntu)\b/.test(`${ID} ${ID_LIKE}`) && isProgram('apt-get');
}

/** Debian 13 and Ubuntu 24.04 renamed libraries for 64-bit time; the old names are gone there. */
function hasT64Names() {
  const { ID = '', VERSION_ID = '' } = osRelease();
  const known = spawnSync('apt-cache', ['show', '--no-all-versions', 'libgtk-3-0t64'], { stdio: 'ignore' });
  if (known.status === 0) return true;
  const version = Number.parseFloat(VERSION_ID);
  return ID === 'ubuntu' ? version >= 24.04 : ID === 'debian' && (Number.isNaN(version) || version >= 13);
}

function packagesOf(missing) {
  const t64 = hasT64Names();
  return [...new Set(missing.map(([, name, mark]) => (mark === 't64' && t64 ? `${name}t64` : name)))].sort();
}

/** How apt-get may be called here, or undefined when it may not. */
function findInstaller() {
  if (process.getuid?.() === 0) return [];
  const canSudo = isProgram('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return canSudo ? ['sudo', '-n'] : undefined;
}

function install(prefix, missing) {
  process.stdout.write(`Installing system packages (${String(packagesOf(missing).length)}) …\n`);
  apt(prefix, ['update', '-qq']);
  // After the update: only now are the names of this release known.
  return apt(prefix, ['install', '-y', '-qq', '--no-install-recommends', ...packagesOf(missing)]);
}

function apt(prefix, args) {
  const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const outcome = spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (outcome.status !== 0) process.stderr.write(lastLines(outcome.stderr ?? ''));
  return outcome.status === 0;
}

function lastLines(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('E:'))
    .slice(-5)
    .map((line) => `${line}\n`)
    .join('');
}

/** For start, a missing window is no reason to stop: the same app runs in a browser. */
function explain(missing) {
  const command = isDebianLike()
    ? `  sudo apt-get install --no-install-recommends ${packagesOf(missing).join(' ')}`
    : `  (package names of Debian) ${packagesOf(missing).join(' ')}`;
  process.stderr.write(`Missing system packages; install them with:\n${command}\n`);
  if (purpose === 'start') {
    process.stderr.write(
      'Without libraries no window can be opened; the app will try, and can be used in a browser. Without sane-utils it has no scanner.\n',
    );
    return 0;
  }
  return 1;
}
