import path from 'node:path';
import { startChild, type Child } from '#scripts/processes/child.ts';
import { findFreePort } from '#scripts/processes/free-port.ts';
import { DATA_FOLDER, DIST_FOLDER, PROJECT_ROOT } from '#scripts/project-paths.ts';
import { say } from '#scripts/terminal.ts';

export interface RunningGatewayProcess {
  readonly url: string;
  /** Fresh and good for one new station. */
  readonly enrolmentCode: string;
  readonly child: Child;
}

const DEFAULT_PORT = 8710;
const LISTENING = /^gateway listening on (\S+)$/;
const ENROLMENT_CODE = /^enrolment code: (\S+)$/;

/**
 * Starts the provincial gateway as a process of its own, as it would run in the province, and waits until it answers.
 * @param onStarted told of the process at once, so that a signal during the start stops it too
 * @throws Error when it ends before it is ready
 */
export async function startGatewayProcess(onStarted: (child: Child) => void): Promise<RunningGatewayProcess> {
  const port = await findFreePort(DEFAULT_PORT);
  let url: string | undefined;
  let markReady: (code: string) => void = () => undefined;
  const ready = new Promise<string>((resolve) => {
    markReady = resolve;
  });
  const data = path.join(DATA_FOLDER, 'gateway');
  const child = startChild({
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/gateway.ts', '--port', String(port), '--data', data, '--enrolment-code'],
    cwd: PROJECT_ROOT,
    env: { ...process.env, GATEWAY_PUBLIC_DIR: path.join(DIST_FOLDER, 'web') },
    isNode: true,
    onLine: (line) => {
      url = LISTENING.exec(line)?.[1] ?? url;
      const code = ENROLMENT_CODE.exec(line)?.[1];
      if (code !== undefined) markReady(code);
      else if (!LISTENING.test(line)) say(`[gateway] ${line}`);
    },
  });
  onStarted(child);
  const enrolmentCode = await Promise.race([ready, child.exited.then(() => undefined)]);
  if (enrolmentCode === undefined || url === undefined) {
    await child.stop();
    throw new Error('the gateway ended before it was ready');
  }
  return { url, enrolmentCode, child };
}
