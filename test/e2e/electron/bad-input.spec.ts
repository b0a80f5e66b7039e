import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeBadFiles } from '#test/e2e/support/bad-files.ts';
import { idCardQr, SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { pictureFile, scanFile } from '#test/e2e/support/scan-files.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

let station: Station;
let counter: CounterPage;

test.beforeAll(async () => {
  station = await openStation();
  ({ counter } = station);
});
test.afterAll(() => station.stop());
/** Each test begins with an empty form; what another has typed stays in its own draft. */
test.beforeEach(() => counter.startEmpty());

const FOREIGN_CODES: readonly (readonly [string, string, RegExp])[] = [
  [
    'a payment code (VietQR)',
    '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304A5C1',
    /mã chuyển khoản VietQR, không phải thẻ căn cước/,
  ],
  ['an address of a web page', 'https://vi-du.example/dich-vu?id=123456', /địa chỉ trang mạng/],
  ['the code of a receipt', 'H99.01-261120-0001', /Máy này không có hồ sơ mang mã H99\.01-261120-0001/],
  ['a bar code of goods', '8934588012228000001', /không phải mã trên thẻ căn cước, giấy tiếp nhận hay bưu gửi/],
  ['a card cut short', '008185100001|070123456|Lò Thị Mẫu|15081985|Nữ', /đọc chưa đủ/],
  [
    'a card rewritten by the Telex input method',
    '008185100001|070123456|Lof Thij Maaux|15081985|Nuwx|Thoon Maaux, Xax Vis Duj, Tuyeen Quang|20092021',
    /Bộ gõ tiếng Việt đã làm sai/,
  ],
];

for (const [name, code, message] of FOREIGN_CODES) {
  test(`${name} is named and changes nothing that was typed`, async () => {
    const { page } = counter;
    await page.getByLabel('Họ và tên').fill('Vàng Thị Thử');
    await page.getByLabel('Địa chỉ').fill('Thôn Thử, xã Mẫu');
    await counter.readCode(code);
    await expect(page.getByText(message)).toBeVisible();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Vàng Thị Thử');
    // The focus was in this field while the reader typed.
    await expect(page.getByLabel('Địa chỉ')).toHaveValue('Thôn Thử, xã Mẫu');
  });
}

test('a number that contradicts the birth year is a warning; the dossier can be accepted', async () => {
  const { page } = counter;
  // 185: a woman born in the 1900s, 85; the card says 1975.
  await counter.readCode(idCardQr(7).replace('15081985', '15081975'));
  await expect(page.getByText(/Năm sinh trong số định danh khác ngày sinh/).first()).toBeVisible();
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');
  expect(await counter.accept()).toMatch(/^H99\.01-/);
  await counter.waitUntilPrinted();
});

test('each bad file is named with its reason, and the good one of the same batch is attached', async () => {
  const { page } = counter;
  const bad = await writeBadFiles(station.folder);
  const good = await pictureFile(11);
  const goodPath = path.join(station.folder, good.name);
  await writeFile(goodPath, good.buffer);
  await counter.readCard(11);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await counter.attachFrom([
    ...bad.slice(0, 4).map((file) => file.path),
    goodPath,
    ...bad.slice(4).map((file) => file.path),
  ]);
  for (const { name, message } of bad) {
    const notice = page.getByRole('alert').filter({ hasText: name });
    await expect(notice).toHaveText(message);
  }
  await expect(counter.pages).toHaveCount(1);
  await expect(page.getByText(/^1 trang ·/)).toHaveCount(0);
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
  await page.keyboard.press('Control+d');
  // Nobody has counted the paper yet.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Số trang trên giấy')).toBeFocused();
  await counter.typePageCount(1);
  await counter.accept();
  await counter.waitUntilPrinted();
});

test('what is missing is listed, Ctrl+J leads there, and nothing is accepted before', async () => {
  const { page } = counter;
  await counter.readCard(12);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Chưa chọn thủ tục.').first()).toBeVisible();
  await expect(counter.procedurePicker).toBeFocused();
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Còn 2 mục' })).toBeVisible();
  await expect(page.getByText('Chưa nhận giấy tờ bắt buộc này.').first()).toBeVisible();
  await page.getByLabel('Họ và tên').focus();
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('checkbox', { name: /Tờ khai đề nghị cấp bản sao/ })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('checkbox', { name: /Giấy tờ tùy thân/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: /^Tiếp nhận được/ })).toBeVisible();
  await expect(counter.screen('Tiếp nhận hồ sơ')).toBeVisible();
});

for (const [name, comeBack] of [
  ['a reload of the page', () => counter.page.reload()],
  ['a kill of the app', () => station.restart()],
] as const) {
  test(`the draft survives ${name}`, async () => {
    await counter.readCard(13);
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    const scan = scanFile(13);
    await counter.attach(scan);
    await counter.page.getByText(scan.name).waitFor();
    await counter.page.getByLabel('Điện thoại').fill('0000123456');
    await expect(counter.page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
    await comeBack();
    ({ counter } = station);
    await counter.signIn();
    await expect(counter.page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
    await expect(counter.page.getByLabel('Điện thoại')).toHaveValue('0000123456');
    await expect(counter.page.getByText(scan.name)).toBeVisible();
    await expect(counter.procedurePicker).toHaveValue(/Trích lục hộ tịch/);
  });
}
