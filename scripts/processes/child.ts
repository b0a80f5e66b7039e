import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with every line of its output. */
  readonly onLine: (line: string) => void;
  /** Set for children of ours that run on Node: they are told when this process dies, however it dies. */
  readonly isNode?: boolean;
}

export interface Child {
  readonly pid: number;
  /** Resolves with the exit code; -1 when it was ended by a signal or could not be started. */
  readonly exited: Promise<number>;
  /** Asks it to end, and ends its whole process group when it has not done so in time. Safe to call twice. */
  stop(): Promise<void>;
}

const GRACE_MS = 15_000;
const STOP_WITH_PARENT = path.join(import.meta.dirname, 'stop-with-parent.mjs');

/**
 * Starts a program in a process group of its own: a Ctrl+C in the terminal reaches only this process, which then stops
 * its children in order, and nothing that a child started is left behind.
 */
export function startChild(options: ChildOptions): Child {
  const args = options.isNode === true ? ['--import', STOP_WITH_PARENT, ...options.args] : [...options.args];
  const child = spawn(options.command, args, {
    cwd: options.cwd,
    env: { ...options.env },
    detached: process.platform !== 'win32',
    stdio: options.isNode === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) readline.createInterface({ input: stream }).on('line', options.onLine);
  }
  const exited = new Promise<number>((resolve) => {
    child.on('exit', (code) => {
      resolve(code ?? -1);
    });
    child.on('error', () => {
      resolve(-1);
    });
  });
  const pid = child.pid ?? -1;
  return { pid, exited, stop: once(() => stopGroup(pid, exited)) };
}

async function stopGroup(pid: number, exited: Promise<number>): Promise<void> {
  if (pid <= 0) return;
  signal(pid, 'SIGTERM');
  const outcome = await Promise.race([exited, delay(GRACE_MS)]);
  // The group may outlive its leader: whatever is left in it goes now.
  signal(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  if (outcome === 'late') await exited;
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // Nothing of that id is left, which is what was wanted.
  }
}

function delay(ms: number): Promise<'late'> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, 'late').unref();
  });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | undefined;
  return () => (started ??= work());
}
