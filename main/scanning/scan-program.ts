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

/** @param environment of the child; messages come in English whatever the desktop's language, so they can be parsed */
export function createScanProgram(environment: Readonly<Record<string, string | undefined>>): StartProgram {
  const env = { ...environment, LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' };
  return (args, onOutput) => {
    // A group of its own, because drivers start processes that would outlive it.
    const child = spawn('scanimage', [...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    return {
      ended: readToEnd(child, onOutput),
      interrupt: () => {
        signal(child, 'SIGINT');
      },
      kill: () => {
        signal(child, 'SIGKILL');
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

function signal(child: ChildProcess, name: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already: that is what was wanted.
  }
}
