import { createServer, type Server } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { contract, type Bridge } from '#shared/ipc/index.ts';
import { launchApp, type LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';

type BridgedWindow = typeof globalThis & { readonly qmc: Bridge };

let machine: Awaited<ReturnType<typeof makeMachineFolder>>;
let gateway: { readonly url: string; readonly server: Server };
let launched: LaunchedApp;

test.beforeAll(async () => {
  machine = await makeMachineFolder();
  gateway = await startAnsweringServer();
  launched = await launchApp({
    userDataDir: machine.folder,
    gatewayUrl: gateway.url,
    enrolmentCode: 'ABCD-1234',
    stationName: 'Quầy thử',
    args: ['--use-fake-device-for-media-stream'],
  });
  await launched.page.waitForLoadState('load');
});

test.afterAll(async () => {
  await launched.kill();
  gateway.server.close();
  await machine.remove();
});

test('the window opens on our own origin with a policy that the page does not violate', async () => {
  const { page, consoleLines } = launched;
  expect(page.url()).toMatch(/^app:\/\/qmc\//);
  const violations = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
        requestAnimationFrame(() =>
          setTimeout(() => {
            resolve(seen);
          }, 300),
        );
      }),
  );
  expect(violations).toEqual([]);
  expect(consoleLines.filter((line) => line.includes('Content Security Policy'))).toEqual([]);
});

test('inline scripts, eval and foreign addresses are refused by the policy', async () => {
  const outcome = await launched.page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'document.body.dataset.inlineRan = "yes"';
    document.body.append(script);
    // In a task of its own: what the test driver itself evaluates is exempt from the policy.
    const evalFails = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          (globalThis as unknown as { eval(code: string): unknown }).eval('1 + 1');
          resolve(false);
        } catch {
          resolve(true);
        }
      }, 0);
    });
    const fetchFails = await fetch('https://example.org/').then(
      () => false,
      () => true,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { inlineRan: document.body.dataset['inlineRan'] === 'yes', evalFails, fetchFails, blocked };
  });
  expect(outcome.inlineRan).toBe(false);
  expect(outcome.evalFails).toBe(true);
  expect(outcome.fetchFails).toBe(true);
  expect(outcome.blocked).toContain('connect-src');
});

test('the bridge has exactly the names of the contract, and answers the configuration', async () => {
  const { page } = launched;
  const names = await page.evaluate(() => Object.keys((globalThis as BridgedWindow).qmc));
  expect(names.sort()).toEqual(Object.keys(contract).sort());
  const config = await page.evaluate(() => (globalThis as BridgedWindow).qmc['app.config'](null));
  expect(config).toMatchObject({
    gatewayUrl: gateway.url,
    enrolmentCode: 'ABCD-1234',
    stationName: 'Quầy thử',
    appVersion: '0.1.0',
  });
});

test('nothing but the contract can be called: no Node, no ipcRenderer, no bad input, no foreign frame', async () => {
  const outcome = await launched.page.evaluate(async () => {
    const world = globalThis as BridgedWindow & Record<string, unknown>;
    const badInput = await world.qmc['printing.print']({ pdf: 'x' } as never).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    return {
      globals: ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter((name) => name in world),
      isFrozen: Object.isFrozen(world.qmc),
      badInput,
    };
  });
  expect(outcome.globals).toEqual([]);
  expect(outcome.isFrozen).toBe(true);
  expect(outcome.badInput).toContain('ipc refused: badInput');
});

test('navigation, new windows and foreign frames are denied', async () => {
  const { app, page } = launched;
  const before = page.url();
  const opened = await page.evaluate((url) => window.open(url) === null, gateway.url);
  expect(opened).toBe(true);
  await page.evaluate((url) => {
    location.href = url;
  }, gateway.url);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test('the gateway can be reached from the page, and storage is durable', async () => {
  const outcome = await launched.page.evaluate(async (url) => {
    const answer = await fetch(`${url}/healthz`);
    return { text: await answer.text(), isPersisted: await navigator.storage.persist() };
  }, gateway.url);
  expect(outcome).toEqual({ text: 'well', isPersisted: true });
});

test('the camera is granted; microphone and location are refused', async () => {
  const outcome = await launched.page.evaluate(async () => {
    const ask = (wanted: MediaStreamConstraints): Promise<string> =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
          return 'granted';
        },
        (error: unknown) => (error instanceof Error ? error.name : ''),
      );
    const place = await navigator.permissions.query({ name: 'geolocation' });
    return { camera: await ask({ video: true }), microphone: await ask({ audio: true }), place: place.state };
  });
  expect(outcome).toEqual({ camera: 'granted', microphone: 'NotAllowedError', place: 'denied' });
});

test('a paper printed to the built-in printer is on the disk, byte for byte, and the log holds no title', async () => {
  const { page } = launched;
  const printers = await page.evaluate(() => (globalThis as BridgedWindow).qmc['printing.listPrinters'](null));
  expect(printers.map((printer) => printer.printerId)).toContain('pdf');
  const outcome = await page.evaluate(() =>
    (globalThis as BridgedWindow).qmc['printing.print']({
      printerId: 'pdf',
      title: 'H26.3-261120-0001',
      copies: 1,
      content: {
        kind: 'pdf',
        paperSize: 'A5',
        bytes: new TextEncoder().encode('%PDF-1.7 giấy tiếp nhận'),
      },
    }),
  );
  expect(outcome).toEqual({ ok: true, value: { jobId: 'pdf:H26.3-261120-0001.pdf' } });
  const papers = path.join(machine.folder, 'papers');
  expect(await readdir(papers)).toEqual(['H26.3-261120-0001.pdf']);
  expect(await readFile(path.join(papers, 'H26.3-261120-0001.pdf'), 'utf8')).toBe('%PDF-1.7 giấy tiếp nhận');
  const free = await page.evaluate(() => (globalThis as BridgedWindow).qmc['storage.freeBytes'](null));
  expect(free).toBeGreaterThan(0);
  await page.evaluate(() =>
    (globalThis as BridgedWindow).qmc['log.write']({ level: 'info', event: 'probe', fields: { count: 3 } }),
  );
  await expect
    .poll(() => readFile(path.join(machine.folder, 'logs', 'app.log'), 'utf8'))
    .toContain('"event":"probe","count":3');
});

/** Stands in for the gateway: enough to show that the page's policy lets it through. */
async function startAnsweringServer(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': 'app://qmc' });
    response.end('well');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, server };
}
