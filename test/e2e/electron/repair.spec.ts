import { expect, test } from '@playwright/test';
import { SIMPLE_PROCEDURE } from '#test/e2e/support/counter-page.ts';
import { expectVisibleFocus } from '#test/e2e/support/focus.ts';
import { openProvinceRoom, type ProvinceRoom } from '#test/e2e/support/province-room.ts';
import { refuseLastAccepted } from '#test/e2e/support/store-edits.ts';

const OLD_ID_NUMBER = '070123456';
const PERSONAL_ID_NUMBER = '008185900001';

let room: ProvinceRoom;

/** A province that takes no nine-digit numbers any more, which the counter only warns about. */
test.beforeAll(async () => {
  room = await openProvinceRoom({ isOldIdNumberAccepted: false });
});
test.afterAll(() => room.stop());

test.describe.serial('a dossier that the province refuses', () => {
  let code: string;

  test('[EN11] waits in the queue with the province’s reason in Vietnamese', async () => {
    const { counter } = room;
    const { page } = counter;
    await counter.readCard(1);
    await page.getByLabel('Số định danh cá nhân').first().fill(OLD_ID_NUMBER);
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    await page.keyboard.press('Control+d');
    code = await counter.accept();
    await counter.waitUntilPrinted();
    await page.keyboard.press('F7');
    const row = page.getByRole('row', { name: code });
    await expect(row).toContainText('Cần xử lý');
    await expect(page.getByText('1 mục cần xử lý')).toBeVisible();
    expect(await room.gateway.admin.listDossiers()).toEqual([]);
  });

  test('[GW32] [PR4] is corrected by keyboard alone, in the field the refusal is about, and accepted in its place', async () => {
    const { counter } = room;
    const { page } = counter;
    await counter.tabTo('grid');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByText('Số chứng minh nhân dân 9 số đã hết giá trị sử dụng.')).toBeVisible();
    await counter.tabTo('button', 'Sửa và gửi lại');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sửa và gửi lại' });
    await expect(dialog).toContainText('Số chứng minh nhân dân 9 số đã hết giá trị sử dụng.');
    const concerned = dialog.getByLabel('Số định danh cá nhân');
    await expect(concerned).toBeFocused();
    await expectVisibleFocus(page);
    await expect(concerned).toHaveValue(OLD_ID_NUMBER);

    await page.keyboard.press('Control+a');
    await page.keyboard.type('12');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toContainText('Số định danh có 12 chữ số');
    await expect(concerned).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(PERSONAL_ID_NUMBER);
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    await counter.waitUntilNothingWaits(10_000);
    expect(await room.gateway.admin.listDossiers()).toMatchObject([{ dossierCode: code }]);
    expect(await room.gateway.admin.listChainBreaks()).toEqual([]);
  });

  test('is shown as repaired, and stays to be found', async () => {
    const { counter } = room;
    const { page } = counter;
    await page.getByRole('tab', { name: 'Đang chờ gửi' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: code });
    await expect(row).toContainText('Đã sửa, tỉnh đã nhận');
    await counter.tabTo('searchbox');
    await page.keyboard.type('khong co that');
    await expect(page.getByText('Không có mục nào khớp')).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('het gia tri lo thi mau');
    await counter.tabTo('grid');
    await page.keyboard.press('ArrowDown');
    const detail = page.getByRole('region', { name: 'Mục bị từ chối đã xử lý' });
    await expect(detail).toContainText('Tỉnh nhận lúc');
    await expectVisibleFocus(page);
  });

  test('[OB10] [EN32] a correction that came too late is set aside by a supervisor, with a reason, and can be found', async () => {
    const { counter } = room;
    const { page } = counter;
    await refuseLastAccepted(page);
    await page.reload();
    await counter.signIn();
    await page.keyboard.press('F7');
    await page.getByRole('row', { name: code }).click();
    await page.getByRole('button', { name: 'Sửa và gửi lại' }).press('Enter');
    await page.getByRole('dialog', { name: 'Sửa và gửi lại' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Hệ thống tỉnh đã nhận bản gửi trước của thao tác này')).toBeVisible();
    const setAside = page.getByRole('button', { name: 'Ngừng xử lý, ghi lý do' });
    await expect(setAside).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('button', { name: 'Gửi lại' })).toHaveCount(0);

    await counter.lock();
    await counter.signIn('Phụ trách');
    await page.getByRole('row', { name: code }).click();
    await setAside.press('Enter');
    const reason = page.getByLabel('Lý do ngừng xử lý');
    await expect(reason).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Hãy ghi lý do ngừng xử lý')).toBeVisible();
    await expect(reason).toBeFocused();
    await page.keyboard.type('Đã thống nhất với tỉnh, giữ bản tỉnh đã nhận.');
    await page.keyboard.press('Control+Enter');
    await expect(reason).toHaveCount(0);
    await counter.waitUntilNothingWaits(10_000);

    await page.getByRole('tab', { name: 'Bị từ chối, đã xử lý' }).click();
    await page.getByRole('searchbox', { name: 'Tìm mục đã xử lý' }).fill('thong nhat voi tinh');
    await expect(page.getByRole('row', { name: code })).toContainText('Ngừng xử lý');
    await page.keyboard.press('F9');
    await expect(page.getByText('Đã thống nhất với tỉnh, giữ bản tỉnh đã nhận.')).toBeVisible();
    expect(await room.gateway.admin.listDossiers()).toMatchObject([{ dossierCode: code }]);
  });
});
