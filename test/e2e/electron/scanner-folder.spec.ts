import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { pictureFile } from '#test/e2e/support/scan-files.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

const SCREEN = { width: 1366, height: 768 };
/** Longer than two looks. */
const SEEN = { timeout: 15_000 };

let station: Station;
let counter: CounterPage;
let folder: string;

test.beforeAll(async () => {
  station = await openStation();
  ({ counter } = station);
  await counter.page.setViewportSize(SCREEN);
  folder = path.join(station.folder, 'May quet');
  await mkdir(folder);
  // The officer's answer to the system's dialog.
  await station.launched.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
});
test.afterAll(() => station.stop());

test('pages that a device scans into a folder are offered when they are whole, taken by key and moved aside', async () => {
  const { page } = counter;
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await page.getByRole('button', { name: 'Chọn thư mục' }).click();
  await expect(page.getByText('Đang theo dõi thư mục “May quet”')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('settings.png') });

  await page.keyboard.press('F2');
  await counter.readCard(1);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');
  await expect(page.getByText('Đang chờ trang mới trong thư mục “May quet”')).toBeVisible();

  const [first, second] = [await pictureFile(901), await pictureFile(902)];
  const half = Math.floor(second.buffer.length / 2);
  await writeFile(path.join(folder, 'SCAN_1.png'), first.buffer);
  await writeFile(path.join(folder, 'SCAN_2.png'), second.buffer.subarray(0, half));
  await writeFile(path.join(folder, 'ghi-chu.jpg'), 'không phải ảnh');
  await expect(page.getByRole('button', { name: 'Có 1 trang mới trong thư mục máy quét' })).toBeVisible(SEEN);
  await appendFile(path.join(folder, 'SCAN_2.png'), second.buffer.subarray(half));
  await expect(page.getByRole('button', { name: 'Có 2 trang mới trong thư mục máy quét' })).toBeVisible(SEEN);
  await expect(page.getByText(/^ghi-chu\.jpg: không phải ảnh JPEG/)).toBeVisible(SEEN);
  await page.screenshot({ path: test.info().outputPath('offered.png') });

  await page.keyboard.press('Alt+w');
  await expect(counter.pages).toHaveCount(2);
  await expect(page.getByText('Đang chờ trang mới trong thư mục “May quet”')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('taken.png') });
  expect((await readdir(folder)).sort()).toEqual(['da-lay', 'ghi-chu.jpg']);
  expect((await readdir(path.join(folder, 'da-lay'))).sort()).toEqual(['SCAN_1.png', 'SCAN_2.png']);
  expect((await readFile(path.join(folder, 'da-lay', 'SCAN_2.png'))).equals(second.buffer)).toBe(true);

  await counter.typePageCount(2);
  expect(await counter.accept()).toMatch(/-\d{6}-\d{4}$/);
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  await counter.waitUntilNothingWaits(30_000);
});
