import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startGatewayProcess, type GatewayProcess } from '#test/e2e/support/gateway-process.ts';
import { launchBrowser, type LaunchedBrowser } from '#test/e2e/support/launch-browser.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';

const OPENING = 'Đang mở Quầy Một Cửa…';
const WHAT_TO_DO = /kiểm tra đường truyền của máy, rồi tải lại trang/;
const PROGRAM = '**/assets/compose*.js';
/** A page loads itself anew three seconds after its program did not arrive. */
const LONGER_THAN_A_PAGE_WAITS_MS = 4_000;

const failuresOf =
  ({ consoleLines }: LaunchedBrowser) =>
  () =>
    consoleLines.filter((line) => line.startsWith('pageerror')).length;

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return () => loads;
}

/** The text comes by an animation without movement; its time is handed to it, so that nobody waits. */
async function letAnimationsEnd(page: Page): Promise<void> {
  await page.waitForLoadState();
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
}

/** The first visit of a browser: nothing is stored for use offline yet, and the link loses what it carries. */
test.describe('a page whose program cannot be loaded', () => {
  let machine: Awaited<ReturnType<typeof makeMachineFolder>>;
  let gateway: GatewayProcess;
  let launched: LaunchedBrowser;
  let visits = 0;

  test.beforeAll(async () => {
    machine = await makeMachineFolder();
    gateway = await startGatewayProcess({ dataDir: path.join(machine.folder, 'gateway') });
  });
  test.beforeEach(async () => {
    visits += 1;
    const userDataDir = path.join(machine.folder, `profile-${String(visits)}`);
    launched = await launchBrowser({ userDataDir, url: 'about:blank' });
  });
  test.afterEach(() => launched.context.close());
  test.afterAll(async () => {
    await gateway.stop();
    await machine.remove();
  });

  test('[PW6] says what to do when no script arrives, and opens when it is loaded again', async () => {
    const { page } = launched;
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(gateway.url);
    await expect(page.getByText(OPENING)).toBeVisible();
    await expect(page.getByText(WHAT_TO_DO)).toBeHidden();
    await letAnimationsEnd(page);
    await expect(page.getByText(WHAT_TO_DO)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('not-opened.png') });
    await page.unroute('**/*.js');
    await page.reload();
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    await expect(page.getByText(OPENING)).toHaveCount(0);
  });

  test('[PW6] needs no style to say so', async () => {
    const { page } = launched;
    await page.route(/\.(js|css)$/, (route) => route.abort());
    await page.goto(gateway.url);
    await expect(page.getByText(WHAT_TO_DO)).toBeVisible();
  });

  test('[PW6] loads itself anew when the program did not arrive', async () => {
    const { page } = launched;
    const loads = countLoads(page);
    await page.route(PROGRAM, (route) => route.abort());
    await page.goto(gateway.url);
    await expect.poll(failuresOf(launched)).toBe(1);
    await page.unroute(PROGRAM);
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    expect([loads(), failuresOf(launched)()]).toEqual([2, 1]);
  });

  test('[PW6] does so once and not in circles', async () => {
    const { page } = launched;
    const loads = countLoads(page);
    await page.route(PROGRAM, (route) => route.abort());
    await page.goto(gateway.url);
    await expect.poll(failuresOf(launched)).toBe(2);
    await page.waitForFunction((waitMs) => performance.now() > waitMs, LONGER_THAN_A_PAGE_WAITS_MS);
    await letAnimationsEnd(page);
    await expect(page.getByText(WHAT_TO_DO)).toBeVisible();
    expect([loads(), failuresOf(launched)()]).toEqual([2, 2]);
  });
});
