import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Point, Quad } from '#shared/imaging/quad.ts';
import type { Grey } from '#shared/imaging/raster.ts';
import { idCardQr, SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { readStoredPicture } from '#test/e2e/support/stored-picture.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';
import { makeTiff } from '#test/support/make-tiff.ts';
import { filmOf, pageWithCode } from '#test/support/page-with-code.ts';
import { qrPicture, toPng } from '#test/support/qr-picture.ts';
import { readQr } from '#test/support/read-qr.ts';
import type { Sheet } from '#test/support/sample-page.ts';

const VIETQR = '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304A5C1';

/** Tag 259 of a TIFF page. */
const DEFLATE = 8;
const HANDLES = ['Góc trên bên trái', 'Góc trên bên phải', 'Góc dưới bên phải', 'Góc dưới bên trái'];
/** Of all points of the page, so many are ink or paper in the taken picture as they are on the page. */
const LEGIBLE_SHARE = 0.93;

/** Where the page lies in the camera's picture of 1,920 × 1,080. */
const CORNERS: Quad = [
  { x: 668.4, y: 60.7 },
  { x: 1301.2, y: 104.5 },
  { x: 1267.8, y: 1002.3 },
  { x: 598.1, y: 949.6 },
];

test.describe.serial('codes by camera and from pictures', () => {
  let folder: string;
  let station: WebStation;
  let counter: CounterPage;
  let dialog: Locator;
  let paper: Sheet;

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-camera-'));
    const film = path.join(folder, 'card.y4m');
    paper = await pageWithCode(idCardQr(1));
    await writeFile(film, filmOf(paper, CORNERS));
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

  test('a page seen at a slant is found, laid flat and taken once when it lies still; its corners move by hand', async () => {
    const { page } = counter;
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    await page.getByRole('button', { name: 'Chụp', exact: true }).click();
    const camera = page.getByRole('dialog', { name: 'Chụp giấy tờ' });
    const handle = (name: string): Locator => camera.getByRole('slider', { name });
    await expect(camera.getByText('Đã chụp 1 trang')).toBeVisible();
    const found = await Promise.all(HANDLES.map((name) => placeOf(handle(name))));
    for (const [at, { x, y }] of found.entries()) {
      const corner = CORNERS[at as 0 | 1 | 2 | 3];
      expect(Math.hypot(x - corner.x, y - corner.y)).toBeLessThan(10);
    }

    // Two seconds of the same page: it is not taken again.
    await waitForFrames(page, 20);
    await expect(camera.getByText('Đã chụp 1 trang')).toBeVisible();

    const first = handle('Góc trên bên trái');
    const before = await placeOf(first);
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    const after = await placeOf(first);
    expect([after.x - Math.round(before.x), after.y - Math.round(before.y)]).toEqual([1, 10]);
    const last = handle('Góc dưới bên phải');
    const [from, box] = [await placeOf(last), await last.locator('circle').last().boundingBox()];
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 40, y - 30);
    await page.mouse.up();
    // The picture is shown smaller than it is.
    await expect.poll(async () => from.x - (await placeOf(last)).x).toBeGreaterThan(40);
    expect(from.y - (await placeOf(last)).y).toBeGreaterThan(30);

    await camera.getByRole('button', { name: 'Về góc tự tìm' }).click();
    await expect.poll(async () => Math.abs((await placeOf(first)).y - before.y)).toBeLessThan(2);
    await page.keyboard.press('Escape');
    await expect(counter.pages).toHaveCount(1);

    const flat = await readStoredPicture(page);
    expect(flat.heightPx / flat.widthPx).toBeCloseTo(Math.SQRT2, 2);
    expect(await readQr(flat)).toEqual([idCardQr(1)]);
    expect(sharedShare(flat, paper)).toBeGreaterThan(LEGIBLE_SHARE);
  });

  test('a TIFF file becomes pages; a damaged page is named and those before it stay; HEIC is refused with advice', async () => {
    const { page } = counter;
    const give = (name: string, bytes: Uint8Array): Promise<void> =>
      counter.attach({ name, mimeType: 'image/tiff', buffer: Buffer.from(bytes) });
    const deflated = (level: number): Buffer => deflateSync(new Uint8Array(64).fill(level * 50));
    await give('bo.tif', makeTiff(2, { compression: DEFLATE, stripOf: deflated }));
    await expect(counter.pages).toHaveCount(3);
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
    await give('bom.tif', makeTiff(2, { compression: DEFLATE, stripOf: (at) => (at === 1 ? deflated(3) : bomb) }));
    await expect(page.getByText('Trang 2 của tệp TIFF bị hỏng')).toBeVisible();
    await expect(counter.pages).toHaveCount(4);
    await give('IMG_1.heic', new TextEncoder().encode('\0\0\0\u0018ftypheic\0\0\0\0'));
    await expect(page.getByText(/Tương thích nhất/)).toBeVisible();
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

/** Where a corner is drawn, in pixels of the camera's picture. */
async function placeOf(handle: Locator): Promise<Point> {
  const dot = handle.locator('circle').last();
  return { x: Number(await dot.getAttribute('cx')), y: Number(await dot.getAttribute('cy')) };
}

function waitForFrames(page: Page, count: number): Promise<void> {
  return page.evaluate(async (frames) => {
    const video = document.querySelector('video');
    for (let frame = 0; frame < frames; frame += 1) {
      await new Promise((resolve) => video?.requestVideoFrameCallback(resolve));
    }
  }, count);
}

const MIDDLE = 130;

/** The share of points that are dark in both or light in both, looked at in a grid of 4 points a letter. */
function sharedShare(taken: Grey, paper: Grey): number {
  const isDark = ({ widthPx, heightPx, levels }: Grey, u: number, v: number): boolean =>
    (levels[Math.floor(v * heightPx) * widthPx + Math.floor(u * widthPx)] ?? 0) < MIDDLE;
  let same = 0;
  const GRID = 440;
  for (let at = 0; at < GRID * GRID; at += 1) {
    const [u, v] = [((at % GRID) + 0.5) / GRID, (Math.floor(at / GRID) + 0.5) / GRID];
    if (isDark(taken, u, v) === isDark(paper, u, v)) same += 1;
  }
  return same / (GRID * GRID);
}
