import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { idCardQr, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';
import { qrPicture, toPng, toY4m } from '#test/support/qr-picture.ts';

const VIETQR = '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304A5C1';

test.describe.serial('codes by camera and from pictures', () => {
  let folder: string;
  let station: WebStation;
  let counter: CounterPage;
  let dialog: Locator;

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-camera-'));
    const film = path.join(folder, 'card.y4m');
    await writeFile(film, toY4m(await qrPicture(idCardQr(1), { width: 1280, height: 720, modulePx: 6 })));
    station = await openWebStation([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    ({ counter } = station);
    dialog = counter.page.getByRole('dialog', { name: 'Quét mã bằng camera' });
  });
  test.afterAll(async () => {
    await station.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('the card that the camera sees fills the person as the reader does; what was typed stays', async () => {
    const { page } = counter;
    await page.getByLabel('Điện thoại').fill('0000123456');
    await page.getByRole('button', { name: /^Quét mã/ }).click();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100001');
    await expect(page.getByLabel('Địa chỉ')).toHaveValue('Thôn Mẫu, Xã Ví Dụ, Tuyên Quang');
    await expect(page.getByLabel('Điện thoại')).toHaveValue('0000123456');
    await expect(page.getByText('Đã đọc thẻ căn cước')).toBeVisible();
    await expect(counter.procedurePicker).toBeFocused();
  });

  test('without a camera it says so; pictures that are no card are named, and a picture of a card is read', async () => {
    const { page } = counter;
    // The camera is unplugged.
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    });
    await page.keyboard.press('F8');
    await expect(dialog.getByText('Không mở được máy ảnh')).toBeVisible();
    const give = (name: string, buffer: Buffer): Promise<void> =>
      dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    const card = toPng(await qrPicture(idCardQr(2)));
    await give('hong.png', card.subarray(0, 500));
    await expect(dialog.getByText('không phải ảnh hoặc ảnh bị hỏng')).toBeVisible();
    await give('ban.png', toPng(await qrPicture(null)));
    await expect(dialog.getByText('Không tìm thấy mã nào trong ảnh')).toBeVisible();
    await give('vietqr.png', toPng(await qrPicture(VIETQR)));
    await expect(dialog.getByText('mã chuyển khoản VietQR')).toBeVisible();
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100001');
    await give('the.png', card);
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100002');
  });

  test('a picture pasted over the form is read as a code and is not attached to the papers', async () => {
    const { page } = counter;
    await page.keyboard.press('F8');
    await expect(dialog).toBeVisible();
    const base64 = toPng(await qrPicture(idCardQr(3))).toString('base64');
    await page.evaluate((encoded) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], 'dan.png', { type: 'image/png' }));
      const paste = new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, base64);
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100003');
    await expect(page.getByText('dan.png')).toHaveCount(0);
  });

  test('reads with the files of the page alone', () => {
    expect(station.browser.consoleLines.filter((line) => /refused|violates|ERR_/i.test(line))).toEqual([]);
  });
});
