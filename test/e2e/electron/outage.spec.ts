import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import { CounterPage, SIMPLE_PROCEDURE } from '#test/e2e/support/counter-page.ts';
import { launchApp, type LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { scanFile, type ScanFile } from '#test/e2e/support/scan-files.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';

const run = promisify(execFile);
const DOSSIERS = 20;
const FEE_VND = 8_000;

test.describe('a counter that works through an outage', () => {
  test.setTimeout(300_000);
  let machine: Awaited<ReturnType<typeof makeMachineFolder>>;
  let gateway: GatewayChild | undefined;
  let launched: LaunchedApp | undefined;

  test.beforeEach(async () => {
    machine = await makeMachineFolder();
  });
  test.afterEach(async () => {
    await launched?.kill();
    await gateway?.end('SIGTERM');
    await machine.remove();
  });

  const gatewayData = (): string => path.join(machine.folder, 'gateway');
  const launch = async (url: string, enrolmentCode = ''): Promise<CounterPage> => {
    launched = await launchApp({
      userDataDir: path.join(machine.folder, 'station'),
      gatewayUrl: url,
      enrolmentCode,
      stationName: 'Quầy số 1',
    });
    return new CounterPage(launched.page);
  };

  test('20 dossiers offline, killed in the 21st, all at the gateway exactly once', async () => {
    gateway = await startGatewayChild(gatewayData());
    const { url } = gateway;
    let counter = await launch(url, gateway.enrolmentCode);
    await counter.signIn();
    await counter.waitForNumbers();
    await gateway.end('SIGTERM');

    const accepted: { readonly code: string; readonly scan: ScanFile }[] = [];
    for (let turn = 1; turn <= DOSSIERS; turn += 1) {
      const scan = await takeDossier(counter, turn);
      const code = await counter.accept();
      await counter.waitUntilPrinted();
      accepted.push({ code, scan });
      await counter.nextCitizen();
    }
    const scan21 = await takeDossier(counter, DOSSIERS + 1);
    // The key that accepts, and the power goes.
    await counter.page.keyboard.down('Control');
    void counter.page.keyboard.press('Enter').catch(() => undefined);
    await launched?.kill();

    expect(await readPaperCodes(path.join(machine.folder, 'station', 'papers'))).toEqual(
      expect.arrayContaining(accepted.map(({ code }) => code)),
    );
    counter = await launch(url);
    await counter.signIn();
    const kept = await countDossiers(counter);
    expect([DOSSIERS, DOSSIERS + 1]).toContain(kept);
    if (kept === DOSSIERS) {
      // The draft came back with everything that had been typed, read and attached.
      await counter.page.keyboard.press('F2');
      await expect(counter.page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
      await expect(counter.page.getByText(scan21.name)).toBeVisible();
    }

    gateway = await startGatewayChild(gatewayData(), {}, Number(new URL(url).port));
    await counter.waitUntilNothingWaits(120_000);
    await launched?.app.close();
    await gateway.end('SIGTERM');
    gateway = undefined;
    await expectAtProvince(accepted, kept);
  });

  async function expectAtProvince(
    accepted: readonly { readonly code: string; readonly scan: ScanFile }[],
    count: number,
  ): Promise<void> {
    const books = await startGateway({ port: 0, dataDir: gatewayData(), logLevel: 'silent' });
    try {
      const dossiers = await books.admin.listDossiers();
      const summary = await books.admin.summary();
      expect(dossiers).toHaveLength(count);
      expect(new Set(dossiers.map(({ dossierCode }) => dossierCode)).size).toBe(count);
      expect(summary).toMatchObject({
        completeDossiers: count,
        feePayments: count,
        feeTotalVnd: count * FEE_VND,
        blobs: count,
      });
      for (const { code, scan } of accepted) {
        const atProvince = dossiers.find(({ dossierCode }) => dossierCode === code);
        expect(atProvince).toMatchObject({ isComplete: true, paidVnd: FEE_VND, blobHashes: [scan.sha256] });
        const [hash] = atProvince?.blobHashes ?? [];
        const bytes = hash === undefined ? undefined : await books.admin.readBlob(hash);
        expect(
          createHash('sha256')
            .update(bytes ?? '')
            .digest('hex'),
        ).toBe(scan.sha256);
      }
    } finally {
      await books.stop();
    }
  }
});

/** Card, procedure, papers with one scan, everything but the acceptance. */
async function takeDossier(counter: CounterPage, turn: number): Promise<ScanFile> {
  const scan = await scanFile(turn);
  await counter.readCard(turn);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await counter.page.keyboard.press('Control+d');
  await counter.attach(scan);
  await counter.page.getByText(scan.name).waitFor();
  await expect(counter.page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
  return scan;
}

async function countDossiers(counter: CounterPage): Promise<number> {
  await counter.page.keyboard.press('F3');
  await counter.screen('Hồ sơ đã tiếp nhận').waitFor();
  const note = counter.page.getByText(/^\d+ hồ sơ$/);
  await note.waitFor();
  return Number.parseInt(await note.innerText(), 10);
}

/** The codes as a citizen reads them on the paper. */
async function readPaperCodes(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
  const texts = await Promise.all(
    names.map(async (name) => (await run('pdftotext', [path.join(folder, name), '-'])).stdout),
  );
  return texts.map((text) => /H99\.01-\d{6}-\d{4}/.exec(text)?.[0] ?? '');
}
