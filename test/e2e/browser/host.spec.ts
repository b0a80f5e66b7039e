import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startGatewayProcess, type GatewayProcess } from '#test/e2e/support/gateway-process.ts';
import { launchBrowser, type LaunchedBrowser } from '#test/e2e/support/launch-browser.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';

let machine: Awaited<ReturnType<typeof makeMachineFolder>>;
let gateway: GatewayProcess;
let launched: LaunchedBrowser;

test.beforeAll(async () => {
  machine = await makeMachineFolder();
  gateway = await startGatewayProcess({ dataDir: path.join(machine.folder, 'gateway') });
  launched = await launchBrowser({
    userDataDir: path.join(machine.folder, 'profile'),
    url: `${gateway.url}/#enrol=${gateway.enrolmentCode}`,
  });
  await launched.page.waitForSelector('body[data-ready]', { state: 'attached' });
});

test.afterAll(async () => {
  try {
    await launched.context.close();
  } finally {
    await gateway.stop();
    await machine.remove();
  }
});

test('the page of the gateway runs without a violation of its policy, and the code leaves the address bar', () => {
  const { page, consoleLines } = launched;
  expect(page.url()).not.toContain('enrol');
  expect(consoleLines.filter((line) => /Content Security Policy|pageerror/.test(line))).toEqual([]);
});

test('a paper can be loaded into the frame that is printed, under the policy of the gateway', async () => {
  const violations = await launched.page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const address = URL.createObjectURL(new Blob(['%PDF-1.4'], { type: 'application/pdf' }));
    const frame = document.createElement('iframe');
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve);
      frame.src = address;
      document.body.append(frame);
    });
    frame.remove();
    return seen;
  });
  expect(violations).toEqual([]);
});

test('the app opens again with the gateway switched off', async () => {
  const { page } = launched;
  // The whole shell is stored once the worker is active.
  const isShellStored = (): Promise<boolean> =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
  await expect.poll(isShellStored, { timeout: 30_000 }).toBe(true);
  await gateway.stop();
  await page.goto(`${gateway.url}/`);
  await page.waitForSelector('body[data-ready]', { state: 'attached' });
  const answer = await page.evaluate(() =>
    fetch('/v1/catalogue').then(
      () => 'answered',
      () => 'no answer',
    ),
  );
  expect(answer).toBe('no answer');
});
