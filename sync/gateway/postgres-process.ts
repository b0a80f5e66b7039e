import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { SUPERUSER, type PostgresCluster } from './postgres-cluster.ts';

const POLL_MS = 50;
/** Recovery after a crash may take a while; stopping writes everything out. */
const START_POLLS = 1_200;
const STOP_POLLS = 600;
const LOG_KEPT_BYTES = 8 * 1024 * 1024;

/** A running server. */
export interface PostgresProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exited: Promise<void>;
}

export function pause(scheduler: Scheduler, delayMs: number): Promise<void> {
  return new Promise((resolve) => scheduler.after(delayMs, resolve));
}

/** A port of the loopback interface that was free a moment ago. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

export function clusterUrl(cluster: PostgresCluster, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts the server and waits until it answers. It listens on the loopback interface only, in a session of its own (a
 * Ctrl+C in the terminal is for the gateway, which stops it in order) and logs neither statements nor values.
 * @returns undefined when it ended instead: the port was taken, or processes of a killed server are still going
 */
export async function startPostgres(
  cluster: PostgresCluster,
  port: number,
  scheduler: Scheduler,
): Promise<PostgresProcess | undefined> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_error_verbosity=terse']
    .concat(['log_min_error_statement=panic', 'log_statement=none', 'jit=off', 'max_connections=60'])
    .flatMap((setting) => ['-c', setting]);
  const command = cluster.account.toCommand(cluster.binaries.postgres, [
    '-D',
    cluster.folder,
    '-p',
    String(port),
    ...settings,
  ]);
  const log = await open(cluster.logFile, (await isLarge(cluster.logFile)) ? 'w' : 'a', 0o600);
  const child = spawn(command.file, [...command.args], {
    ...command.identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.unref();
  const server: PostgresProcess = { child, port, exited };
  return (await waitUntilReady(cluster, server, scheduler)) ? server : undefined;
}

/** Stops a server of ours in order: connections are ended, everything is written out. */
export async function stopPostgres(server: PostgresProcess): Promise<void> {
  if (server.child.exitCode !== null || server.child.signalCode !== null) return;
  // While we wait for it, it does keep our process going.
  server.child.ref();
  server.child.kill('SIGINT');
  await server.exited;
}

/**
 * Stops what a killed gateway left running on this cluster, and removes the lock file of a server that is gone. Call it
 * only while holding the lock of the data folder: then whatever runs here belongs to nobody.
 * @throws Error when a server does not end within half a minute
 */
export async function stopLeftover(cluster: PostgresCluster, scheduler: Scheduler): Promise<void> {
  const lockFile = join(cluster.folder, 'postmaster.pid');
  const pid = await readPid(lockFile);
  if (pid === undefined) return;
  if (await isPostgresOf(cluster, pid)) process.kill(pid, 'SIGINT');
  for (let poll = 0; await isPostgresOf(cluster, pid); poll += 1) {
    if (poll > STOP_POLLS) throw new Error(`PostgreSQL ${pid} on ${cluster.folder} does not stop`);
    await pause(scheduler, POLL_MS);
  }
  // Its number may belong to another program by now, which would make PostgreSQL refuse to start.
  if ((await readPid(lockFile)) === pid) await rm(lockFile, { force: true });
}

/**
 * A small process that outlives the gateway only to stop the server when the gateway dies without doing so (SIGKILL,
 * out of memory): its standard input ends at that moment. Windows has no such helper; there the next start stops it.
 */
export function watchOver(server: PostgresProcess): { dismiss(): void } {
  if (process.platform === 'win32' || server.child.pid === undefined) return { dismiss: () => undefined };
  const script = 'cat >/dev/null; kill -INT "$1" 2>/dev/null';
  const watch = spawn('sh', ['-c', script, 'sh', String(server.child.pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.on('error', () => undefined);
  watch.unref();
  // The open end must not keep the gateway's process from ending.
  if (watch.stdin instanceof Socket) watch.stdin.unref();
  return { dismiss: () => endGroup(watch) };
}

/** The helper and the `cat` it waits for. */
function endGroup(watch: ChildProcess): void {
  if (watch.pid === undefined || watch.exitCode !== null) return;
  try {
    process.kill(-watch.pid, 'SIGKILL');
  } catch {
    // It has ended by itself in this very moment.
  }
}

async function waitUntilReady(
  cluster: PostgresCluster,
  server: PostgresProcess,
  scheduler: Scheduler,
): Promise<boolean> {
  const state = { hasExited: false };
  void server.exited.then(() => (state.hasExited = true));
  for (let poll = 0; poll < START_POLLS; poll += 1) {
    if (state.hasExited) return false;
    if (await answers(clusterUrl(cluster, server.port, 'postgres'))) return true;
    await pause(scheduler, POLL_MS);
  }
  await stopPostgres(server);
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  return client.connect().then(
    async () => {
      await client.end();
      return true;
    },
    () => false,
  );
}

async function readPid(lockFile: string): Promise<number | undefined> {
  const text = await readFile(lockFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Process numbers are given out again: only a server started on this very folder is ours. */
async function isPostgresOf(cluster: PostgresCluster, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes(`-D\0${cluster.folder}\0`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isLarge(file: string): Promise<boolean> {
  return stat(file).then(
    ({ size }) => size > LOG_KEPT_BYTES,
    () => false,
  );
}
