import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export interface DataFolderLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one gateway process at a time works with an embedded data folder. The lock is a local socket that the
 * operating system frees when its holder dies, however it dies, so there is no stale lock to recognise. It does not see
 * processes on other machines or in other network namespaces that share the folder.
 * @returns undefined when another process holds it
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock | undefined> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32);
  const address = addressOf(name);
  const server = (await listen(address)) ?? (await listenAfterDeath(address));
  if (server === undefined) return undefined;
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function addressOf(name: string): string {
  if (process.platform === 'linux') return `\0qmc-gateway-${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\qmc-gateway-${name}`;
  return join(tmpdir(), `qmc-gateway-${name}.sock`);
}

/** Elsewhere the socket is a file that outlives its process: one that nobody answers on may be replaced. */
async function listenAfterDeath(address: string): Promise<Server | undefined> {
  if (process.platform === 'linux' || process.platform === 'win32' || (await isAnswered(address))) return undefined;
  await rm(address, { force: true });
  return listen(address);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const answer = (isAlive: boolean): void => {
      socket.destroy();
      resolve(isAlive);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
