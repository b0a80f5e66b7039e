import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { planLaunch } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl, makeMachineFolder } from '#test/e2e/support/machine.ts';

/** Started without the test driver, which ends an app whose page crashes. */
test('a page whose process dies is loaded again, and the app lives on', async () => {
  const machine = await makeMachineFolder();
  const plan = await planLaunch({ userDataDir: machine.folder, gatewayUrl: await deadGatewayUrl() });
  const app = spawn(plan.executablePath, plan.args, { env: plan.env, cwd: plan.cwd, stdio: 'ignore' });
  const ended = new Promise((resolve) => app.once('exit', resolve));
  try {
    const logged = async (event: string): Promise<number> =>
      (await readFile(path.join(machine.folder, 'logs', 'app.log'), 'utf8').catch(() => '')).split(`"${event}"`)
        .length - 1;
    await expect.poll(() => logged('pageLoaded'), { timeout: 20_000 }).toBe(1);
    const [page] = pageProcessesOf(app);
    expect(page).toBeDefined();
    process.kill(page ?? 0, 'SIGKILL');
    await expect.poll(() => logged('pageLoaded')).toBe(2);
    expect(await logged('pageCrashed')).toBe(1);
    expect([app.exitCode, app.signalCode]).toEqual([null, null]);
  } finally {
    app.kill('SIGTERM');
    await ended;
    await machine.remove();
  }
});

/** Ids of the app's renderer processes, by the system's process table (the zygote may stand between). */
function pageProcessesOf(app: ChildProcess): readonly number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]));
  const descendsFromApp = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === app.pid || descendsFromApp(parents.get(pid)));
  return all.filter((pid) => descendsFromApp(pid) && commandOf(pid).includes('--type=renderer'));
}

function parentOf(pid: number): number | undefined {
  const after =
    readText(`/proc/${String(pid)}/stat`)
      .split(') ')
      .at(-1) ?? '';
  const parent = Number(after.split(' ')[1]);
  return Number.isInteger(parent) ? parent : undefined;
}

function commandOf(pid: number): string {
  return readText(`/proc/${String(pid)}/cmdline`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // The process ended between the two looks.
  }
}
