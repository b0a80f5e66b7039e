import { expect, test } from '@playwright/test';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import type { RunningGateway } from '#sync/gateway/start-gateway.ts';
import { SAMPLE_PIN, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openProvinceRoom, type ProvinceRoom } from '#test/e2e/support/province-room.ts';
import { takeDossier } from '#test/e2e/support/take-dossier.ts';

let room: ProvinceRoom;
let gateway: RunningGateway;
let counter: CounterPage;
let agencyCode: string;

test.beforeAll(async () => {
  room = await openProvinceRoom();
  ({ gateway, counter, agencyCode } = room);
});
test.afterAll(() => room.stop());

test.describe.serial('what the province says while the counter works', () => {
  let dossierId: DossierId;
  let code: string;

  test('an announcement shows at once as plain text, and can be put away', async () => {
    const { page } = counter;
    ({ code } = await takeDossier(counter, 300));
    await counter.waitUntilNothingWaits(30_000);
    const [atProvince] = await gateway.admin.listDossiers();
    dossierId = atProvince?.dossierId ?? ('' as DossierId);
    await gateway.admin.publishAnnouncement(agencyCode, {
      announcementId: '00000000-0000-4000-8000-000000000501',
      title: 'Bảo trì hệ thống (DỮ LIỆU MẪU)',
      text: 'Hệ thống tỉnh <b>tạm dừng</b> từ 22 giờ. Quầy vẫn tiếp nhận bình thường.',
      severity: 'important',
      validFrom: '2020-01-01T00:00:00.000Z' as Instant,
      validUntil: null,
      issuedBy: 'Trung tâm Phục vụ hành chính công (mẫu)',
    });
    const banner = page.getByRole('status').filter({ hasText: 'Bảo trì hệ thống' });
    await expect(banner).toContainText('<b>tạm dừng</b>', { timeout: 5_000 });
    await page.screenshot({ path: test.info().outputPath('announcement.png') });
    await banner.getByRole('button', { name: 'Đã đọc' }).press('Enter');
    await expect(banner).toHaveCount(0);
  });

  test('a state that no step leads to shows as a difference, and is decided with the keyboard', async () => {
    const { page } = counter;
    const details = { reason: 'Cập nhật theo hệ thống một cửa của sở', agencyName: 'Sở Tư pháp (mẫu)' };
    await gateway.admin.changeDossierState(dossierId, 'returned', details);
    await page.keyboard.press('F3');
    await expect(page.getByRole('row', { name: code })).toContainText('Có khác biệt', { timeout: 5_000 });
    await page.getByRole('row', { name: code }).click();
    const table = page.getByRole('table', { name: 'So sánh từng trường' });
    await expect(table).toContainText('Được tiếp nhận');
    await expect(table).toContainText('Đã trả kết quả');
    const record = page.getByRole('button', { name: 'Ghi nhận quyết định' });
    await expect(record).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('radio', { name: 'Giữ theo tỉnh' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Đề nghị sửa theo quầy' })).toBeChecked();
    await page.screenshot({ path: test.info().outputPath('conflict.png') });
    await page.keyboard.press('Tab');
    await expect(record).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Khác biệt đã được quyết định lúc/)).toBeVisible();
    await expect.poll(async () => (await gateway.admin.listCorrectionProposals()).length).toBe(1);
  });

  test('a blocked account is signed out at once with the reason, and cannot sign in any more', async () => {
    const { page } = counter;
    const [officer] = (await loadSampleProvince()).officers;
    if (officer === undefined) throw new Error('the sample province has officers');
    await gateway.admin.changeOfficer(agencyCode, officer.officerId, { isBlocked: true });
    await expect(page.getByText(`Tài khoản ${officer.fullName} đã bị khóa`)).toBeVisible({ timeout: 5_000 });
    await page.screenshot({ path: test.info().outputPath('signed-out.png') });
    await gateway.stop();
    await page.getByLabel('Mã PIN').focus();
    await page.keyboard.type(SAMPLE_PIN);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Tài khoản này đã bị hệ thống tỉnh khóa/)).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Các màn hình' })).toHaveCount(0);
  });
});
