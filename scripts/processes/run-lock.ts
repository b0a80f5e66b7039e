import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCK_NAME = 'running.pid';

/** Marks a data folder as in use by this process. `undefined` when another live process has it. */
export function takeRunLock(dataFolder: string): (() => void) | undefined {
  if (findRunningPid(dataFolder) !== undefined) return undefined;
  mkdirSync(dataFolder, { recursive: true });
  const file = path.join(dataFolder, LOCK_NAME);
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

/** The process that `npm start` or `npm run dev` left in charge of a data folder, if it is still alive. */
export function findRunningPid(dataFolder: string): number | undefined {
  const pid = readPid(path.join(dataFolder, LOCK_NAME));
  return pid !== undefined && pid !== process.pid && isAlive(pid) && isOurScript(pid) ? pid : undefined;
}

/** First line of a pid file, when it holds a process id. */
export function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A process that has ended but was not yet collected by its parent (a zombie) counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false; // No /proc: the answer of the signal stands.
  }
}

/** After a crash and a reboot the id may belong to anything; where the system tells, the command must be ours. */
function isOurScript(pid: number): boolean {
  try {
    return /scripts[\\/](start|dev)\.ts/.test(readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8'));
  } catch {
    return true; // No /proc: better to refuse once too often.
  }
}
