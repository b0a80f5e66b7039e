import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl, makeMachineFolder } from '#test/e2e/support/machine.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { readStoredTruth } from '#test/e2e/support/stored-truth.ts';
import { takeDossier } from '#test/e2e/support/take-dossier.ts';

test.describe('the journal of the machine', () => {
  let station: Station;

  test.beforeEach(async () => {
    station = await openStation();
  });
  test.afterEach(() => station.stop());

  test('[JR8] [JR21] [PW8] dossiers, codes, queue and scans come back after the whole IndexedDB is gone, and the officer is told', async () => {
    station.way.disturbance = 'cut';
    const taken = [];
    for (let turn = 1; turn <= 3; turn += 1) taken.push(await takeDossier(station.counter, turn));
    const before = await readStoredTruth(station.counter.page);
    expect(before.codes).toEqual(taken.map(({ code }) => code));
    expect(before.scans).toEqual(taken.map(({ scan }) => scan.sha256).sort());
    expect(before.queue).toHaveLength(9);

    await station.launched.app.close();
    const profile = path.join(station.folder, 'station');
    expect(await readdir(profile)).toContain('IndexedDB');
    await rm(path.join(profile, 'IndexedDB'), { recursive: true });
    const counter = await station.restart();
    // Without a network: officers, procedures and numbers are back as well.
    await counter.signIn();
    expect(await readStoredTruth(counter.page)).toEqual(before);
    // The officer is told, wherever he is, until he has read it.
    const { page } = counter;
    await page.getByRole('button', { name: 'Xem ở Hàng đợi' }).press('Enter');
    const notice = page.getByRole('status').filter({ hasText: 'Kiểm tra dữ liệu khi mở ứng dụng' });
    await expect(notice).toContainText('ứng dụng đã lấy lại từ sổ dự phòng');
    await expect(notice).toContainText('Không có hồ sơ, khoản thu hay bản quét nào bị mất');
    await page.screenshot({ path: test.info().outputPath('findings.png') });
    await notice.getByRole('button', { name: 'Đã đọc' }).press('Enter');
    await expect(notice).toHaveCount(0);
    await counter.openIntake();
    const { code } = await takeDossier(counter, 4);
    expect(orderOf(code)).toBe(orderOf(taken.at(-1)?.code ?? '') + 1);
    // The station still has its key: what came back is sent like everything else.
    station.way.disturbance = 'none';
    await counter.waitUntilNothingWaits(60_000);
  });
});

test('[JR18] a journal that cannot be opened stops the app with a screen that says what to do', async () => {
  const machine = await makeMachineFolder();
  const inTheWay = path.join(machine.folder, 'journal');
  await writeFile(inTheWay, 'not a folder');
  const launched = await launchApp({ userDataDir: machine.folder, gatewayUrl: await deadGatewayUrl() });
  try {
    const { page } = launched;
    await expect(page.getByText('Không ghi được sổ dự phòng của máy.')).toBeVisible();
    await rm(inTheWay);
    await page.getByRole('button', { name: 'Thử ghi lại' }).click();
    await expect(page.getByRole('button', { name: 'Đăng ký' })).toBeVisible();
  } finally {
    await launched.kill();
    await machine.remove();
  }
});

/** `H99.01-261120-0004` → 4 */
function orderOf(code: string): number {
  return Number(code.slice(code.lastIndexOf('-') + 1));
}
