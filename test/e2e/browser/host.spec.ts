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

/** Asks the stored reading worker, as the page would; runs in the page. */
async function readInPage(): Promise<readonly string[]> {
  const stored = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  const address = stored.flat().find(({ url }) => /\/ocr\.worker-[^/]*\.js$/.test(url))?.url;
  if (address === undefined) return ['no reading worker is stored'];
  await document.fonts.load('48px "Be Vietnam Pro"');
  const draw = async (text: string): Promise<Blob> => {
    const sheet = new OffscreenCanvas(900, 160);
    const pen = sheet.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 900, 160);
    pen.fillStyle = '#000';
    pen.font = '48px "Be Vietnam Pro"';
    pen.fillText(text, 60, 100);
    return sheet.convertToBlob({ type: 'image/png' });
  };
  // A PNG that says of itself that it is 60,000 pixels wide and high.
  const bomb = new Uint8Array(await (await draw('')).arrayBuffer());
  bomb.set([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60], 16);
  const worker = new Worker(address, { type: 'module' });
  const answers: string[] = [];
  for (const image of [await draw('Giấy tiếp nhận hồ sơ'), await draw(''), new Blob(['<html>']), new Blob([bomb])]) {
    const answer = await new Promise<unknown>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => {
        resolve(data);
      };
      worker.onerror = () => {
        resolve('the worker broke');
      };
      worker.postMessage({ image, turnedBy: 0 });
    });
    const text = JSON.stringify(answer);
    const words = [...text.matchAll(/"text":"([^"]*)"/g)].map(([, word]) => word);
    answers.push([/"kind":"(\w+)"/.exec(text)?.[1] ?? text, ...words].join(' '));
  }
  worker.terminate();
  return answers;
}

test('pages are read with the gateway switched off: engine and data were stored with the shell', async () => {
  const { page, consoleLines } = launched;
  // A page with words, a blank one, a file that is no picture, and a picture that is too large to be opened.
  expect(await page.evaluate(readInPage)).toEqual(['read Giấy tiếp nhận hồ sơ', 'read', 'notAPicture', 'read']);
  expect(consoleLines.filter((line) => /Content Security Policy|pageerror/.test(line))).toEqual([]);
});
