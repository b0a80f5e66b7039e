import { expect, test } from '@playwright/test';
import { openSaneRoom, type SaneRoom } from '#test/contract/sane-room.ts';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

const SCREEN = { width: 1366, height: 768 };

let room: SaneRoom;
let station: Station;
let counter: CounterPage;

test.beforeAll(async () => {
  room = await openSaneRoom();
  station = await openStation({ env: settingsOf(room) });
  ({ counter } = station);
  await counter.page.setViewportSize(SCREEN);
});
test.afterAll(async () => {
  await station.stop();
  await room.close();
});

/** What differs from this machine's own environment. */
function settingsOf({ environment }: SaneRoom): Record<string, string> {
  return { PATH: environment['PATH'] ?? '', SANE_CONFIG_DIR: environment['SANE_CONFIG_DIR'] ?? '' };
}

test('a feeder that jams in the middle: the pages stay, the scan goes on from the page reached, the dossier goes in', async () => {
  const { page } = counter;
  const files = page.getByText(/^quet-trang-\d{3}-.*\.jpg$/);
  await counter.readCard(1);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');

  await room.load(2, 'jam');
  await page.keyboard.press('Alt+q');
  const dialog = page.getByRole('dialog', { name: 'Quét giấy tờ' });
  await expect(dialog.getByRole('combobox', { name: 'Máy quét' }).locator('option:checked')).toHaveText(
    'frontend-tester',
  );
  await dialog.getByRole('combobox', { name: 'Nguồn giấy' }).selectOption({ label: 'Khay nạp, một mặt' });
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Kẹt giấy ở trang 3');
  await expect(dialog.getByRole('alert')).toContainText('Các trang đến trang 2 đã được lưu');
  await expect(files).toHaveCount(2);
  await page.screenshot({ path: test.info().outputPath('jam.png') });

  await room.load(2, 'done');
  await dialog.getByRole('button', { name: 'Quét tiếp từ trang 3' }).click();
  await expect(dialog.getByText('Đã quét 2 trang')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('done.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(files).toHaveText([/trang-001/, /trang-002/, /trang-003/, /trang-004/]);
  await page.screenshot({ path: test.info().outputPath('attached.png') });

  expect(await counter.accept()).toMatch(/-\d{6}-\d{4}$/);
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  await counter.waitUntilNothingWaits(30_000);
});

test('the station scans the next papers as it did the last, and an empty feeder says what to do', async () => {
  const { page } = counter;
  await counter.startEmpty();
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await room.load(0, 'done');
  await page.keyboard.press('Alt+q');
  const dialog = page.getByRole('dialog', { name: 'Quét giấy tờ' });
  await expect(dialog.getByRole('combobox', { name: 'Nguồn giấy' }).locator('option:checked')).toHaveText(
    'Khay nạp, một mặt',
  );
  await dialog.getByRole('button', { name: /^Quét/ }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Khay nạp không có giấy');
  await expect(dialog.getByRole('alert')).toContainText('Chưa có trang nào được lưu.');
  await dialog.getByRole('button', { name: 'Xong' }).click();
  await expect(dialog).toBeHidden();
});
