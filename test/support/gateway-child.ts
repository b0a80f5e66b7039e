import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/** The gateway as its own process, started with the command that `npm run gateway` runs. */
export interface GatewayChild {
  readonly url: string;
  readonly enrolmentCode: string;
  readonly pid: number;
  readonly child: ChildProcess;
  /** Sends the signal and waits until the process has ended; gives its exit code (null after SIGKILL). */
  end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

const PROJECT_ROOT = new URL('../../', import.meta.url);

/** @throws Error with what the program printed when it ends instead of listening */
export async function startGatewayChild(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
  port = 0,
): Promise<GatewayChild> {
  const args = ['--import', 'tsx', 'scripts/gateway.ts', '--data', dataDir, '--port', String(port), '--enrolment-code'];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const { url, enrolmentCode } = await readAnnouncement(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return { url, enrolmentCode, pid: child.pid ?? 0, child, end };
}

function readAnnouncement(child: ChildProcess): Promise<{ url: string; enrolmentCode: string }> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const url = /^gateway listening on (http:\S+)$/m.exec(printed)?.[1];
      const enrolmentCode = /^enrolment code: (\S{4}-\S{4})$/m.exec(printed)?.[1];
      if (url !== undefined && enrolmentCode !== undefined) resolve({ url, enrolmentCode });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`the gateway ended: ${printed}`)));
  });
}
