import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface ProgramEnd {
  readonly isInstalled: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly ended: Promise<ProgramEnd>;
  /** Asks it to stop, so that the device can put the paper out. */
  interrupt(): void;
  /** Ends it and all it started, whatever it is doing. */
  kill(): void;
}

/** @param line of its standard output; @param stderr what it has said so far, when it says more */
export type OnOutput = (line: string | undefined, stderr: string) => void;

export type StartProgram = (args: readonly string[], onOutput: OnOutput) => RunningProgram;

const MAX_OUTPUT_CHARACTERS = 200_000;

/**
 * @param command the program that scans
 * @param environment of the child; messages come in English whatever the desktop's language, so they can be parsed
 * @param platform where it runs: Windows has neither process groups nor a way to ask a program to stop
 */
export function createScanProgram(
  command: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): StartProgram {
  const isWindows = platform === 'win32';
  const env = { ...environment, LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' };
  return (args, onOutput) => {
    // A group of its own, because drivers start processes that would outlive it.
    const child = spawn(command, [...args], {
      ...{ env, detached: !isWindows, windowsHide: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = isWindows ? endTree(env) : signal;
    return {
      ended: readToEnd(child, onOutput),
      interrupt: () => {
        end(child, 'SIGINT');
      },
      kill: () => {
        end(child, 'SIGKILL');
      },
    };
  };
}

function readToEnd(child: ChildProcessByStdio<null, Readable, Readable>, onOutput: OnOutput): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    let isInstalled = true;
    let lastLine = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout = (stdout + part).slice(0, MAX_OUTPUT_CHARACTERS);
      const lines = (lastLine + part).split('\n');
      lastLine = lines.pop() ?? '';
      for (const line of lines) onOutput(line, stderr);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      // The reason is said last.
      stderr = (stderr + part).slice(-MAX_OUTPUT_CHARACTERS);
      onOutput(undefined, stderr);
    });
    child.on('error', () => {
      isInstalled = false;
      resolve({ isInstalled, stdout, stderr });
    });
    child.on('close', () => {
      resolve({ isInstalled, stdout, stderr });
    });
  });
}

/** Windows: the program and what it has started. */
function endTree(env: NodeJS.ProcessEnv): (child: ChildProcess) => void {
  return ({ pid }) => {
    if (pid === undefined) return;
    const ender = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { env, stdio: 'ignore', windowsHide: true });
    // Without it the program is given up: its run ends all the same.
    ender.on('error', () => undefined);
  };
}

function signal(child: ChildProcess, name: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already: that is what was wanted.
  }
}
