import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startGatewayProcess, type GatewayProcess } from '#test/e2e/support/gateway-process.ts';
import { launchBrowser, type LaunchedBrowser } from '#test/e2e/support/launch-browser.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';

const OPENING = 'Đang mở Quầy Một Cửa…';
const WHAT_TO_DO = /kiểm tra đường truyền của máy, rồi tải lại trang/;
const PROGRAM = '**/assets/compose*.js';
/** More than the page waits before it loads itself anew, or says what to do. */
const A_LONG_WAIT_MS = 15_000;

const failuresOf =
  ({ consoleLines }: LaunchedBrowser) =>
  () =>
    consoleLines.filter((line) => line.startsWith('pageerror')).length;

/** Lets so much of the page's own time pass: that of its animations and that of its timers. */
async function pass(page: Page, ms: number): Promise<void> {
  await page.evaluate((time) => {
    for (const animation of document.getAnimations()) animation.currentTime = time;
  }, ms);
  await page.clock.fastForward(ms);
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
    await launched.page.clock.install();
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
    await pass(page, A_LONG_WAIT_MS);
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
    let losses = 0;
    await page.route(PROGRAM, async (route) => {
      losses += 1;
      await (losses === 1 ? route.abort() : route.continue());
    });
    await page.goto(gateway.url);
    await expect.poll(failuresOf(launched)).toBe(1);
    await pass(page, A_LONG_WAIT_MS);
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    expect(losses).toBe(2);
  });

  test('[PW6] does so once and not in circles', async () => {
    const { page } = launched;
    let loads = 0;
    page.on('domcontentloaded', () => (loads += 1));
    await page.route(PROGRAM, (route) => route.abort());
    await page.goto(gateway.url);
    for (const expected of [1, 2]) {
      await expect.poll(failuresOf(launched)).toBe(expected);
      await pass(page, A_LONG_WAIT_MS);
    }
    await expect(page.getByText(WHAT_TO_DO)).toBeVisible();
    expect(loads).toBe(2);
    expect(failuresOf(launched)()).toBe(2);
  });
});
