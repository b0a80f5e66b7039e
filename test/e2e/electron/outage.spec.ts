import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { CounterPage } from '#test/e2e/support/counter-page.ts';
import { expectAtProvince, type TakenDossier } from '#test/e2e/support/expect-at-province.ts';
import { launchApp, type LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { prepareDossier, SIMPLE_FEE_VND, takeDossier } from '#test/e2e/support/take-dossier.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';

const run = promisify(execFile);
const DOSSIERS = 20;

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

    const accepted: TakenDossier[] = [];
    for (let turn = 1; turn <= DOSSIERS; turn += 1) accepted.push(await takeDossier(counter, turn));
    const scan21 = await prepareDossier(counter, DOSSIERS + 1);
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
      await counter.openIntake();
      await expect(counter.page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
      await expect(counter.page.getByText(scan21.name)).toBeVisible();
    }

    gateway = await startGatewayChild(gatewayData(), {}, Number(new URL(url).port));
    await counter.waitUntilNothingWaits(120_000);
    await launched?.app.close();
    await gateway.end('SIGTERM');
    gateway = undefined;
    await expectAtProvince(gatewayData(), accepted, kept, SIMPLE_FEE_VND);
  });
});

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
