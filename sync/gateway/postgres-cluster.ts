import { execFile } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IdSource } from '#shared/kernel/ports.ts';
import { findPostgresOwner, toPostgresAccount, type PostgresAccount } from './postgres-account.ts';
import { findBinaries, toReachableBinaries, type PostgresBinaries } from './postgres-binaries.ts';

const run = promisify(execFile);

/** The cluster's superuser; the only account in it. */
export const SUPERUSER = 'gateway';

/** A cluster that is ready to be started. */
export interface PostgresCluster {
  readonly folder: string;
  readonly logFile: string;
  readonly password: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
}

/**
 * Finds the cluster of a data folder and makes it on first use. A cluster that was only half made when the power went is
 * made again: it gets its name when it is whole.
 */
export async function prepareCluster(dataDir: string, ids: IdSource): Promise<PostgresCluster> {
  const folder = join(dataDir, 'postgres');
  const owner = await findPostgresOwner();
  const binaries = await toReachableBinaries(await findBinaries(), owner);
  const account = await toPostgresAccount(owner, dataDir);
  const password = await getPassword(join(dataDir, 'postgres-password'), ids);
  const cluster = { folder, logFile: join(dataDir, 'postgres.log'), password, binaries, account };
  if (!(await exists(join(folder, 'PG_VERSION')))) await createCluster(cluster, dataDir);
  return cluster;
}

/** Made once and kept beside the cluster, readable by its owner only. */
async function getPassword(path: string, ids: IdSource): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const password = `${ids.next()}${ids.next()}`.replaceAll('-', '');
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, password, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, path);
  return password;
}

async function createCluster(cluster: PostgresCluster, dataDir: string): Promise<void> {
  const { owner } = cluster.account;
  const draft = `${cluster.folder}.new`;
  const passwordFile = `${draft}-password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (owner !== undefined) for (const path of [draft, passwordFile]) await chown(path, owner.uid, owner.gid);
  try {
    await initdb(cluster, draft, passwordFile);
    await rename(draft, cluster.folder);
    await syncFolder(dataDir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function initdb({ binaries, account }: PostgresCluster, folder: string, passwordFile: string): Promise<void> {
  const command = account.toCommand(binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: the same order of texts on every operating system.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  await run(command.file, [...command.args], { ...command.identity, cwd: '/' });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
