import { expect, test } from '@playwright/test';
import { SAMPLE_PIN, SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

const SECOND_OFFICER = /Mẫu Bốn/;
const REASON = 'Thu nhầm số tiền của hồ sơ';

let station: Station;
let counter: CounterPage;

test.beforeAll(async () => {
  station = await openStation();
  ({ counter } = station);
});
test.afterAll(() => station.stop());

/** Chooses in a list by its arrow keys. */
async function choose(label: string, option: RegExp): Promise<void> {
  const { page } = counter;
  const list = page.getByRole('combobox', { name: label });
  await list.focus();
  await page.keyboard.press('Space');
  const wanted = list.getByRole('option', { name: option });
  const isReached = (): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement);
  const count = await list.getByRole('option').count();
  for (let step = 0; step < count && !(await isReached()); step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(list.locator('option:checked')).toHaveText(option);
}

/** A form with everything but the payment. */
async function fillDossier(turn: number): Promise<void> {
  const { page } = counter;
  await counter.startEmpty();
  await counter.readCard(turn);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');
}

test.describe.serial('money at the counter, by keyboard', () => {
  const codes: string[] = [];

  test('a shift is opened with its float', async () => {
    const { page } = counter;
    await page.keyboard.press('F6');
    await expect(counter.screen('Thu phí & ca')).toBeVisible();
    await expect(page.getByText('Ca chưa mở: chưa kiểm tiền đầu ca')).toBeVisible();
    await page.keyboard.press('Alt+o');
    await expect(page.getByLabel('Tiền đầu ca')).toBeFocused();
    await page.keyboard.type('500000');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText('Tiền trong ca 500.000')).toBeVisible();
  });

  test('cash is taken at acceptance, with the change; a transfer is only claimed', async () => {
    const { page } = counter;
    await fillDossier(1);
    await page.getByLabel('Khách đưa').focus();
    await page.keyboard.type('50000');
    await expect(page.getByText('Trả lại khách 42.000')).toBeVisible();
    codes.push(await counter.accept());
    await expect(page.getByText(/PTT 26-[0-9A-F]{8} số 0000001/)).toBeVisible();
    await fillDossier(2);
    await choose('Thu phí', /Chuyển khoản/);
    codes.push(await counter.accept());
    await expect(page.getByText(/số 0000002/)).toBeVisible();
    await page.keyboard.press('F6');
    await expect(page.getByText('Tiền trong ca 508.000')).toBeVisible();
    await expect(page.getByRole('row', { name: codes[1] ?? '' })).toContainText('Chờ xác nhận');
  });

  test('a payment is voided and collected anew with the PIN of a second officer', async () => {
    const { page } = counter;
    await page.getByRole('tab', { name: 'Ca trực' }).focus();
    await counter.tabTo('grid');
    // The newest comes first: the transfer, then the cash.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: /số 0000001$/ })).toBeVisible();
    // The province has made the official receipt meanwhile.
    await expect(page.getByRole('button', { name: 'In bản thể hiện biên lai' })).toBeVisible();
    await counter.tabTo('button', 'In bản thể hiện biên lai');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Đã gửi máy in, bản số 1.')).toBeVisible();
    await counter.tabTo('button', 'Hủy và thu lại');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Hủy và thu lại cho đúng' });
    await expect(dialog.getByLabel('Lý do')).toBeFocused();
    await page.keyboard.type(REASON);
    await dialog.getByLabel('Mã PIN của cán bộ thứ hai').focus();
    await page.keyboard.type(SAMPLE_PIN);
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toContainText('Việc này cần một cán bộ thứ hai đồng ý');
    await choose('Cán bộ thứ hai đồng ý', SECOND_OFFICER);
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('row', { name: /PTT \S+ số 0000001/ })).toContainText('Đã hủy');
    await expect(page.getByRole('row', { name: /PTT \S+ số 0000003/ })).toContainText('Đã thu');
    await expect(page.getByText('Tiền trong ca 508.000')).toBeVisible();
  });

  test('a fee is collected later in part, and a transfer is confirmed by what the bank says', async () => {
    const { page } = counter;
    await fillDossier(3);
    await choose('Thu phí', /Chưa thu/);
    codes.push(await counter.accept());
    await page.keyboard.press('F6');
    await page.getByRole('tab', { name: 'Thu phí hồ sơ' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Tìm hồ sơ để thu phí' }).focus();
    await page.keyboard.type((codes[2] ?? '').slice(-4));
    await expect(page.getByRole('row', { name: codes[2] ?? '' })).toBeVisible();
    await counter.tabTo('grid');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: codes[2] ?? '' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Thu một phần' }).focus();
    // As long as a person's finger stays: keys that come faster are a code reader's.
    await page.keyboard.press('Space', { delay: 60 });
    await page.getByLabel('Số tiền thu lần này').focus();
    await page.keyboard.type('3000');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Đã thu 3.000')).toBeVisible();
    await page.getByRole('tab', { name: 'Đối soát chuyển khoản' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input[type=file]').setInputFiles({
      name: 'sao-ke.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(bankFile(codes[1] ?? '')),
    });
    await expect(page.getByText(/khớp 1,/)).toBeVisible();
    await page.keyboard.press('Alt+x');
    await expect(page.getByText('Đã xác nhận 1 khoản.')).toBeVisible();
  });

  test('the shift is closed with a counted difference and its reason, and goes to the province', async () => {
    const { page } = counter;
    await page.getByRole('tab', { name: 'Ca trực' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+c');
    const dialog = page.getByRole('dialog', { name: 'Chốt ca' });
    await expect(dialog.getByLabel('500.000 đ')).toBeFocused();
    await page.keyboard.type('1');
    await dialog.getByLabel('10.000 đ').focus();
    await page.keyboard.type('1');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toContainText('Hãy ghi lý do chênh lệch');
    await dialog.getByLabel('Lý do chênh lệch').focus();
    await page.keyboard.type('Trả nhầm tiền lẻ');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/Đếm được 510\.000 đ, phải có 511\.000 đ, chênh lệch -1\.000 đ/)).toBeVisible();
    await page.keyboard.press('Alt+b');
    await expect(page.getByText(/^Đã gửi biên bản ca đến máy in/)).toBeVisible();
    await counter.waitUntilNothingWaits(10_000);
    await page.keyboard.press('Alt+o');
    await expect(page.getByText('Ca chưa mở: chưa kiểm tiền đầu ca')).toBeVisible();
    await page.getByRole('tab', { name: 'Ca trước' }).focus();
    await page.keyboard.press('Enter');
    await counter.tabTo('grid');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Bút toán của ca' })).toContainText('510.000');
  });
});

/** What a bank writes: the code without its dots and dashes. */
function bankFile(dossierCode: string): string {
  return [
    'Ngày giao dịch;Số tham chiếu;Ghi có;Nội dung',
    `02/07/2025;FT0001;8.000;MBVCB CK ${dossierCode.replaceAll(/[^A-Z0-9]/g, '')} LE PHI`,
  ].join('\n');
}
