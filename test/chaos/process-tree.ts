import { readdir, readFile } from 'node:fs/promises';
import process from 'node:process';

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly command: string;
}

/** Sends a signal to processes that may have ended in this very moment. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
    }
  }
}

/** A process and everything it has started, by the kernel's table (Linux). */
export async function findTree(root: number): Promise<readonly number[]> {
  const all = await listProcesses();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((entry) => entry.pid));
  return tree;
}

/** The program that was started with `argument` and not by another one of the same kind: a browser's main process. */
export async function findMainProcess(argument: string): Promise<number> {
  const all = await listProcesses();
  const found = all.filter(({ command }) => command.split('\0').includes(argument) && !command.includes('--type='));
  const main = found.find(({ parent }) => !found.some(({ pid }) => pid === parent));
  if (main === undefined) throw new Error(`no process was started with ${argument}`);
  return main.pid;
}

/** Everything that was started with a path below `folder`, which must be the caller's own. */
export async function findUsersOf(folder: string): Promise<readonly number[]> {
  const all = await listProcesses();
  const users = all.filter(({ pid, command }) => pid !== process.pid && command.includes(`${folder}/`));
  return users.map(({ pid }) => pid);
}

/** Stops a whole tree in its tracks (SIGSTOP), also what it was starting meanwhile; gives the processes. */
export async function freezeTree(roots: readonly number[]): Promise<readonly number[]> {
  let frozen: readonly number[] = [];
  for (;;) {
    const trees = await Promise.all(roots.map(findTree));
    const now = [...new Set(trees.flat())];
    signalAll(now, 'SIGSTOP');
    if (now.every((pid) => frozen.includes(pid))) return now;
    frozen = now;
  }
}

/** Ends processes the hard way and waits until they are gone. */
export async function killAll(pids: readonly number[]): Promise<void> {
  signalAll(pids, 'SIGKILL');
  for (;;) {
    const alive = (await listProcesses()).filter(({ pid, state }) => pids.includes(pid) && state !== 'Z');
    if (alive.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function listProcesses(): Promise<readonly ProcessEntry[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const entries = await Promise.all(pids.map(readProcess));
  return entries.filter((entry) => entry !== undefined);
}

async function readProcess(pid: string): Promise<ProcessEntry | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold spaces and parentheses of its own.
    const [state = '', parent = '0'] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return { pid: Number(pid), parent: Number(parent), state, command };
  } catch {
    return undefined; // It ended while the table was read.
  }
}
