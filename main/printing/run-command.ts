import { spawn } from 'node:child_process';

export type CommandOutcome =
  | { readonly kind: 'exited'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'notInstalled' };

/** Runs one of the spooler's programs to its end. Never rejects. */
export type RunCommand = (
  program: string,
  args: readonly string[],
  options: { readonly timeoutMs: number; readonly input?: Uint8Array },
) => Promise<CommandOutcome>;

const MAX_OUTPUT_CHARACTERS = 200_000;

/** @param environment of the child; messages come in English whatever the desktop's language, so they can be parsed */
export function createRunCommand(environment: Readonly<Record<string, string | undefined>>): RunCommand {
  const env = { ...environment, LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' };
  return (program, args, { timeoutMs, input }) =>
    new Promise((resolve) => {
      // Killed hard: a program stuck in a driver does not listen to a polite request.
      const child = spawn(program, [...args], { env, timeout: timeoutMs, killSignal: 'SIGKILL', stdio: 'pipe' });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        stdout = (stdout + part).slice(0, MAX_OUTPUT_CHARACTERS);
      });
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        stderr = (stderr + part).slice(0, MAX_OUTPUT_CHARACTERS);
      });
      child.on('error', () => {
        resolve({ kind: 'notInstalled' });
      });
      child.on('close', (exitCode) => {
        resolve(exitCode === null ? { kind: 'timedOut' } : { kind: 'exited', exitCode, stdout, stderr });
      });
      // A program that ends without reading its input closes the pipe; its exit code tells the story.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
}
