import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl, makeMachineFolder } from '#test/e2e/support/machine.ts';
import { CounterPage, SAMPLE_PIN } from '#test/e2e/support/counter-page.ts';
import type { BenchRow } from './bench-row.ts';
import { formatMs, median } from './support/figures.ts';
import { NEW_STATION_DOSSIERS, STOCKED_DOSSIERS, withStockedMachine } from './support/stocked-machine.ts';

const ROUNDS = 7;
const LIMIT = 2;
/** Opening a store of 190 MB is the disk's time; a start that gets slower than this would be felt. */
const LIMIT_STOCKED = 2.5;

const EMPTY_MAIN = `import { app, BrowserWindow } from 'electron';
app.setPath('userData', process.env.QMC_USER_DATA);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('empty.html');
});
`;
const EMPTY_PAGE = '<!doctype html><title>empty</title><body data-ready="true">empty</body>';

/** What of a start is the machine's time; how long a person takes to type the PIN is not. */
interface Start {
  /** From starting the process to the PIN field being there and having the focus. */
  readonly toSignInMs: number;
  /** From Enter after the PIN (checked with 100,000 rounds of PBKDF2) to the procedure field being there. */
  readonly toIntakeMs: number;
}

/**
 * Cold start: a station on its first day and one with 20,000 dossiers, from starting the process to a form that can be filled, against a window
 * with nothing in it, from starting the process to its page. Both driven the same way, in turns; the runtime's files are
 * in the disk cache for both, as they would be for the second program of the day.
 */
export async function run(): Promise<readonly BenchRow[]> {
  return [
    ...(await compare(NEW_STATION_DOSSIERS, 'new station')),
    ...(await compare(STOCKED_DOSSIERS, '20,000 dossiers')),
  ];
}

async function compare(
  dossiers: typeof STOCKED_DOSSIERS | typeof NEW_STATION_DOSSIERS,
  where: string,
): Promise<readonly BenchRow[]> {
  const empty: number[] = [];
  const ours: Start[] = [];
  await withStockedMachine(async (userDataDir) => {
    await startEmpty();
    await startOurs(userDataDir);
    for (let round = 0; round < ROUNDS; round += 1) {
      empty.push(await startEmpty());
      ours.push(await startOurs(userDataDir));
    }
  }, dossiers);
  const toSignIn = ours.map(({ toSignInMs }) => toSignInMs);
  const fromPin = ours.map(({ toIntakeMs }) => toIntakeMs);
  const whole = ours.map(({ toSignInMs, toIntakeMs }) => toSignInMs + toIntakeMs);
  const against = `empty window ${formatMs(median(empty))}; medians of ${String(ROUNDS)}`;
  const toRow = (name: string, values: readonly number[], detail: string): BenchRow => ({
    ...{ name, limit: dossiers === STOCKED_DOSSIERS ? LIMIT_STOCKED : LIMIT, ratio: median(values) / median(empty) },
    detail: `${detail}; ${against}`,
  });
  return [
    toRow(`cold start to the sign-in, ${where}`, toSignIn, `ours ${formatMs(median(toSignIn))}`),
    toRow(
      `cold start to usable intake, ${where}`,
      whole,
      `ours ${formatMs(median(whole))}, of which ${formatMs(median(fromPin))} from the PIN to the form`,
    ),
  ];
}

async function startOurs(userDataDir: string): Promise<Start> {
  const gatewayUrl = await deadGatewayUrl();
  const startedAt = performance.now();
  const { app, page } = await launchApp({ userDataDir, gatewayUrl });
  try {
    const counter = new CounterPage(page);
    await page.locator('input[type=password]:focus').waitFor();
    const toSignInMs = performance.now() - startedAt;
    await page.keyboard.insertText(SAMPLE_PIN);
    const enteredAt = performance.now();
    await page.keyboard.press('Enter');
    await counter.screen('Tiếp nhận hồ sơ').waitFor();
    await page.getByRole('main').getByRole('combobox').first().waitFor();
    return { toSignInMs, toIntakeMs: performance.now() - enteredAt };
  } finally {
    await app.close();
  }
}

async function startEmpty(): Promise<number> {
  const machine = await makeMachineFolder();
  const { folder } = machine;
  try {
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main.js' }));
    await writeFile(path.join(folder, 'main.js'), EMPTY_MAIN);
    await writeFile(path.join(folder, 'empty.html'), EMPTY_PAGE);
    const gatewayUrl = await deadGatewayUrl();
    const startedAt = performance.now();
    const { app, page } = await launchApp({ userDataDir: path.join(folder, 'data'), gatewayUrl, entry: folder });
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    const tookMs = performance.now() - startedAt;
    await app.close();
    return tookMs;
  } finally {
    await machine.remove();
  }
}
