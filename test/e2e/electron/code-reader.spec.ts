import { expect, test } from '@playwright/test';
import { idCardQr, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { prepareDossier } from '#test/e2e/support/take-dossier.ts';

test.describe.serial('the code reader on any screen', () => {
  let station: Station;
  let counter: CounterPage;
  let code: string;

  test.beforeAll(async () => {
    station = await openStation();
    ({ counter } = station);
  });
  test.afterAll(() => station.stop());

  test('a card read after the acceptance begins the intake of the next citizen', async () => {
    const { page } = counter;
    await prepareDossier(counter, 1);
    code = await counter.accept();
    await counter.readCard(2);
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100002');
    await expect(counter.procedurePicker).toBeFocused();
    await expect(page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
  });

  test('the code of a receipt opens its dossier, from a field of another screen too', async () => {
    const { page } = counter;
    await page.getByLabel('Điện thoại').focus();
    await counter.readCode(code);
    await expect(page.getByRole('heading', { name: code })).toBeVisible();
    await page.keyboard.press('F7');
    await counter.readCode(`https://tra-cuu.example/hs/${code}`);
    await expect(page.getByRole('heading', { name: code })).toBeVisible();
    await page.keyboard.press('F3');
    const search = page.getByRole('searchbox');
    await search.fill('mẫu');
    await search.focus();
    await counter.readCode(code.toLowerCase());
    await expect(page.getByRole('heading', { name: code })).toBeVisible();
    await expect(search).toHaveValue('mẫu');
  });

  test('what comes as fast as a code and is none stays whole in its field', async () => {
    const { page } = counter;
    const text = 'dán bằng phím, dài hơn một mã';
    const search = page.getByRole('searchbox');
    await search.fill('');
    await search.focus();
    await page.keyboard.type(text);
    await expect(search).toHaveValue(text);
    await search.fill('');
  });

  test('unknown receipts and postal items are named, on whatever screen', async () => {
    const { page } = counter;
    const banner = page.getByRole('status');
    await counter.readCode('H99.01-200101-0001');
    await expect(banner.filter({ hasText: 'Máy này không có hồ sơ mang mã H99.01-200101-0001' })).toBeVisible();
    await counter.readCode('RR123456785VN');
    await expect(banner.filter({ hasText: 'Đây là mã bưu gửi RR123456785VN' })).toBeVisible();
    await counter.readCode('RR123456786VN');
    await expect(banner.filter({ hasText: 'Mã bưu gửi đọc chưa đúng' })).toBeVisible();
  });

  test('a card read on another screen opens intake; the draft of somebody else stays in the list', async () => {
    const { page } = counter;
    await counter.readCode(idCardQr(3));
    await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue('008185100003');
    await expect(page.getByRole('button', { name: 'Bản nháp khác (1)' })).toBeVisible();
  });

  test('a code never takes away what is typed in a dialog', async () => {
    const { page } = counter;
    await counter.pickProcedure('2.000635');
    await page.getByRole('button', { name: 'Từ chối', exact: true }).click();
    const reason = page.getByRole('dialog').getByRole('textbox').first();
    await reason.fill('Hồ sơ không thuộc thẩm quyền');
    await counter.readCode(code);
    await expect(page.getByText('vì một hộp thoại đang mở')).toBeVisible();
    await expect(reason).toHaveValue('Hồ sơ không thuộc thẩm quyền');
  });
});
