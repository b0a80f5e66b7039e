import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';

/** The real gateway as a process of its own, which can be stopped or killed and started again on the same data. */
export interface GatewayProcess {
  readonly url: string;
  readonly port: number;
  /** Fresh at every start; good for one new station. */
  readonly enrolmentCode: string;
  /** Orderly: requests are finished, the database is stopped. */
  stop(): Promise<void>;
  /** The hard way, in the middle of whatever it does. Its database is taken over by the next start on the same data. */
  kill(): Promise<void>;
}

export interface GatewayProcessOptions {
  readonly dataDir: string;
  /** 0 = any free port; give the port of an earlier start to come back at the same address. */
  readonly port?: number;
}

/** Starts `scripts/gateway.ts`, serving the built browser host. @throws Error with its output when it does not start */
export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  // Stops with the test run, however that ends, so that no database is left behind.
  const watch = path.join(PROJECT_ROOT, 'scripts', 'processes', 'stop-with-parent.mjs');
  const args = ['--import', watch, '--import', 'tsx', 'scripts/gateway.ts', '--port', String(options.port ?? 0)];
  const child = spawn(process.execPath, [...args, '--data', options.dataDir, '--enrolment-code'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, DATABASE_URL: undefined, GATEWAY_PUBLIC_DIR: path.join(PROJECT_ROOT, 'dist', 'web') },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { url, enrolmentCode } = await readAnnouncement(child);
  return {
    url,
    port: Number(new URL(url).port),
    enrolmentCode,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

async function readAnnouncement(child: ChildProcess): Promise<{ url: string; enrolmentCode: string }> {
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    let url: string | undefined;
    const read = (line: string): void => {
      output.push(line);
      url = /^gateway listening on (\S+)$/.exec(line)?.[1] ?? url;
      const enrolmentCode = /^enrolment code: (\S+)$/.exec(line)?.[1];
      if (url !== undefined && enrolmentCode !== undefined) resolve({ url, enrolmentCode });
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) readline.createInterface({ input: stream }).on('line', read);
    }
    child.once('exit', () => {
      reject(new Error(`the gateway did not start:\n${output.join('\n')}`));
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill(signal);
  await gone;
}
