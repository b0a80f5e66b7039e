import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl, makeMachineFolder } from '#test/e2e/support/machine.ts';
import type { BenchRow } from './bench-row.ts';

const ROUNDS = 5;
const LIMIT = 2;

const EMPTY_MAIN = `import { app, BrowserWindow } from 'electron';
app.setPath('userData', process.env.QMC_USER_DATA);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('empty.html');
});
`;
const EMPTY_PAGE = '<!doctype html><title>empty</title><body data-ready="true">empty</body>';

/**
 * Cold start: from starting the process to `data-ready` on the page's body, ours against a window with nothing in it,
 * both driven the same way, in turns, each on a machine that never ran it (no cache, empty store).
 */
export async function run(): Promise<readonly BenchRow[]> {
  const empty: number[] = [];
  const ours: number[] = [];
  // One unmeasured start brings the runtime's files into the disk cache, for both alike.
  await measureEmpty();
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await measureEmpty());
    ours.push(await measureOurs());
  }
  const ratio = median(ours) / median(empty);
  const detail = `ours ${ms(ours)}, empty window ${ms(empty)}, median of ${String(ROUNDS)}`;
  return [{ name: 'cold start to usable app', ratio, limit: LIMIT, detail }];
}

async function measureOurs(): Promise<number> {
  return onFreshMachine(async (folder) => timeUntilReady(folder, undefined));
}

async function measureEmpty(): Promise<number> {
  return onFreshMachine(async (folder) => {
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main.js' }));
    await writeFile(path.join(folder, 'main.js'), EMPTY_MAIN);
    await writeFile(path.join(folder, 'empty.html'), EMPTY_PAGE);
    return timeUntilReady(path.join(folder, 'data'), folder);
  });
}

async function timeUntilReady(userDataDir: string, entry: string | undefined): Promise<number> {
  const gatewayUrl = await deadGatewayUrl();
  const startedAt = performance.now();
  const launched = await launchApp({ userDataDir, gatewayUrl, ...(entry === undefined ? {} : { entry }) });
  await launched.page.waitForSelector('body[data-ready]', { state: 'attached' });
  const tookMs = performance.now() - startedAt;
  await launched.app.close();
  return tookMs;
}

async function onFreshMachine(work: (folder: string) => Promise<number>): Promise<number> {
  const machine = await makeMachineFolder();
  try {
    return await work(machine.folder);
  } finally {
    await machine.remove();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function ms(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms`;
}
