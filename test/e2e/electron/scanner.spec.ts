import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'valibot';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import { digitiseComponentPayloadSchema } from '#sync/protocol/payloads.ts';
import { openSaneRoom, type SaneRoom } from '#test/contract/sane-room.ts';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { writePagePictures, type Sheet } from '#test/e2e/support/page-pictures.ts';
import { pictureFile } from '#test/e2e/support/scan-files.ts';
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

/** The small pictures of the pages, by their addresses: each picture has its own. */
function readPictures({ pages }: CounterPage): Promise<readonly string[]> {
  return pages.locator('img').evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src') ?? ''));
}

/** What differs from this machine's own environment. */
function settingsOf({ environment }: SaneRoom): Record<string, string> {
  return { PATH: environment['PATH'] ?? '', SANE_CONFIG_DIR: environment['SANE_CONFIG_DIR'] ?? '' };
}

/** Asks for several papers that are digitised. */
const BIRTH_PROCEDURE = '1.001193';
const PAPERS = [
  [/^Tờ khai đăng ký khai sinh/, 2],
  [/^Giấy chứng sinh/, 2],
  [/^Văn bản của người làm chứng/, 3],
] as const;
/** Ten sheets for three papers of the procedure, one of them empty. */
// prettier-ignore
const PILE: readonly Sheet[] = [
  { separator: 1 }, 'text', 'text',
  { separator: 2 }, 'text', 'blank',
  { separator: 3 }, 'text', 'text', 'text',
];

test('a pile with separator sheets, jammed at page 6: nothing is lost, and each paper gets its pages', async () => {
  const { page } = counter;
  await counter.readCard(1);
  await counter.pickProcedure(BIRTH_PROCEDURE);
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Alt+i');
  await expect(page.getByText(/^Đã gửi máy in \d+ tờ ngăn$/)).toBeVisible();
  const sheets = await readFile(path.join(station.papers, `to-ngan-${BIRTH_PROCEDURE}.pdf`));
  await room.lay(await writePagePictures(path.join(station.folder, 'pile'), PILE, sheets));

  await room.load(5, 'jam');
  await page.keyboard.press('Alt+q');
  const dialog = page.getByRole('dialog', { name: 'Quét giấy tờ' });
  await expect(dialog.getByRole('combobox', { name: 'Máy quét' }).locator('option:checked')).toHaveText(
    'frontend-tester',
  );
  await dialog.getByRole('combobox', { name: 'Nguồn giấy' }).selectOption({ label: 'Khay nạp, một mặt' });
  await dialog.getByRole('checkbox', { name: 'Tập có tờ ngăn' }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Kẹt giấy ở trang 6', { timeout: 30_000 });
  await expect(dialog.getByRole('alert')).toContainText('Các trang đến trang 5 đã được lưu');
  await page.screenshot({ path: test.info().outputPath('jam.png') });

  await room.load(5, 'done');
  await dialog.getByRole('button', { name: 'Quét tiếp từ trang 6' }).click();
  await expect(dialog.getByText('Đã quét 5 trang')).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: test.info().outputPath('done.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Tìm thấy 3 tờ ngăn, đã chuyển 5 trang sang giấy tờ khác')).toBeVisible();
  await expect(counter.pages).toHaveCount(2);
  await expect(counter.pages.locator('img')).toHaveCount(2);
  await page.screenshot({ path: test.info().outputPath('divided.png') });

  for (const [paper, count] of PAPERS) await counter.typePageCount(count, paper);
  await counter.typePageCount(2, PAPERS[1][0]);
  await expect(counter.pages.nth(1)).toHaveAccessibleName('Trang 2, Trang trắng?');
  await page.screenshot({ path: test.info().outputPath('counted.png') });
  const dossierCode = await counter.accept();
  await counter.waitUntilPrinted();
  await page.keyboard.press('Control+k');
  // At once: twelve characters without a pause and an Enter are what a code reader types.
  await page.keyboard.insertText(dossierCode);
  await counter.moveToOption(dossierCode);
  await page.keyboard.press('Enter');
  await expect(page.getByText('PDF đã ở hệ thống tỉnh')).toHaveCount(PAPERS.length, { timeout: 60_000 });
  await page.screenshot({ path: test.info().outputPath('digitised.png') });
  await station.gateway.stop();
  await expectDigitised(dossierCode);
});

/** Opens the books of the stopped gateway: each paper is one PDF, to the byte, and in it are the pictures that were captured. */
async function expectDigitised(dossierCode: string): Promise<void> {
  const books = await startGateway({ port: 0, dataDir: path.join(station.folder, 'gateway'), logLevel: 'silent' });
  try {
    const dossier = (await books.admin.listDossiers()).find((each) => each.dossierCode === dossierCode);
    expect(dossier).toMatchObject({ isComplete: true });
    if (dossier === undefined) return;
    const { digitised } = await books.admin.listComponents(dossier.dossierId);
    const counts: number[] = [];
    for (const { hash, document } of digitised) {
      const pdf = (await books.admin.readBlob(hash)) ?? new Uint8Array();
      expect(sha256(pdf)).toBe(hash);
      const { file, pages } = parse(digitiseComponentPayloadSchema, document);
      expect(await inspectPdf(pdf)).toEqual({ ok: true, value: { pageCount: file.pageCount } });
      expect((await extractPagePictures(pdf))?.map(({ jpeg }) => sha256(jpeg))).toEqual(pages.map((each) => each.hash));
      counts.push(file.pageCount);
    }
    expect(counts.sort()).toEqual(PAPERS.map(([, count]) => count));
  } finally {
    await books.stop();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

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

test('pages are put in order with keys, and every step is taken back', async () => {
  const { page } = counter;
  await counter.startEmpty();
  await counter.pickProcedure(BIRTH_PROCEDURE);
  const pictures = await Promise.all([1, 2, 3].map((turn) => pictureFile(turn)));
  for (const [index, picture] of pictures.entries()) {
    await counter.attach(picture);
    await expect(counter.pages).toHaveCount(index + 1);
  }
  const { pages, pageStrip } = counter;
  const [first = '', second = '', third = ''] = await readPictures(counter);
  await pageStrip.focus();
  await pageStrip.press('Alt+ArrowRight');
  await expect.poll(() => readPictures(counter)).toEqual([second, first, third]);
  await pageStrip.press('r');
  await expect(pages.nth(1)).toHaveAccessibleName('Trang 2, xoay 90 độ');
  await pageStrip.press('Delete');
  await expect(page.getByText('Đã bỏ một trang khỏi hồ sơ')).toBeInViewport();
  await expect.poll(() => readPictures(counter)).toEqual([second, third]);
  for (let step = 0; step < 3; step += 1) await pageStrip.press('Control+z');
  await expect.poll(() => readPictures(counter)).toEqual([first, second, third]);
  await expect(pages.nth(0)).toHaveAccessibleName('Trang 1');

  await pageStrip.press('Home');
  await pageStrip.press('Enter');
  const large = page.getByRole('dialog', { name: 'Đối chiếu với bản giấy' });
  await expect(large.getByText('Trang 1/3')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(large.getByRole('img', { name: 'Trang 2' }).locator('img')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(pageStrip).toBeFocused();

  await pageStrip.press('t');
  await expect(page.getByText('Trang lấy tiếp theo sẽ thay trang 2')).toBeVisible();
  await counter.attach(await pictureFile(4));
  await expect
    .poll(async () => (await readPictures(counter)).map((src) => [first, second, third].indexOf(src)))
    .toEqual([0, -1, 2]);
  await pageStrip.focus();
  await pageStrip.press('s');
  await page.getByRole('dialog', { name: 'Tách từ trang 2' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await expect(pages).toHaveCount(1);
  await counter.typePageCount(2, /^Giấy chứng sinh/);
});
