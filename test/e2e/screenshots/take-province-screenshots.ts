import type { DossierId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openProvinceRoom, type ProvinceRoom } from '#test/e2e/support/province-room.ts';
import { refuseLastAccepted, useUpNumbers } from '#test/e2e/support/store-edits.ts';
import { Camera, fillIn, NORMAL } from './camera.ts';

/** What is refused here, and taken by provinces that do not look at it. */
const OLD_ID_NUMBER = '070123456';
const PERSONAL_ID_NUMBER = '008185900001';

/** Pictures of what the province says: refusals and what is done about them, differences, announcements. */
export async function takeProvinceScreenshots(folder: string, say: (line: string) => void): Promise<void> {
  const room = await openProvinceRoom({ isOldIdNumberAccepted: false });
  const camera = new Camera(room, folder, say);
  try {
    await camera.resize(NORMAL);
    await takeAnnouncement(camera, room);
    await takeConflict(camera, room);
    await takeRepair(camera);
    await takeSetAside(camera);
    await takeQueue(camera, room);
  } finally {
    await room.stop();
  }
}

/** @returns the code on the paper */
async function take(counter: CounterPage, turn: number, idNumber?: string): Promise<string> {
  await counter.openIntake();
  await fillIn(counter, turn, SIMPLE_PROCEDURE);
  if (idNumber !== undefined) await counter.page.getByLabel('Số định danh cá nhân').first().fill(idNumber);
  const code = await counter.accept();
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  return code;
}

async function takeAnnouncement(camera: Camera, { gateway, agencyCode }: ProvinceRoom): Promise<void> {
  const { counter } = camera;
  await gateway.admin.publishAnnouncement(agencyCode, {
    announcementId: '00000000-0000-4000-8000-000000000601',
    title: 'Bảo trì hệ thống (DỮ LIỆU MẪU)',
    text: 'Hệ thống tỉnh tạm dừng từ 22 giờ đến 23 giờ 30 hôm nay. Quầy vẫn tiếp nhận và in giấy bình thường; các mục sẽ tự gửi sau đó.',
    severity: 'important',
    validFrom: '2020-01-01T00:00:00.000Z' as Instant,
    validUntil: null,
    issuedBy: 'Trung tâm Phục vụ hành chính công (mẫu)',
  });
  const banner = counter.page.getByRole('status').filter({ hasText: 'Bảo trì hệ thống' });
  await banner.waitFor();
  await camera.take('announcement');
  await banner.getByRole('button', { name: 'Đã đọc' }).press('Enter');
}

async function takeConflict(camera: Camera, { gateway }: ProvinceRoom): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  const code = await take(counter, 2);
  await counter.waitUntilNothingWaits(30_000);
  const [atProvince] = await gateway.admin.listDossiers();
  const details = { reason: 'Cập nhật theo hệ thống một cửa của sở', agencyName: 'Sở Tư pháp (mẫu)' };
  await gateway.admin.changeDossierState(atProvince?.dossierId ?? ('' as DossierId), 'returned', details);
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: code }).filter({ hasText: 'Có khác biệt' }).click();
  await page.getByRole('table', { name: 'So sánh từng trường' }).waitFor();
  await camera.take('conflict');
}

async function takeRepair(camera: Camera): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  const code = await take(counter, 0, OLD_ID_NUMBER);
  await page.keyboard.press('F7');
  await page.getByRole('row', { name: code }).filter({ hasText: 'Cần xử lý' }).click();
  await page.getByRole('button', { name: 'Sửa và gửi lại' }).click();
  const concerned = page.getByRole('dialog').getByLabel('Số định danh cá nhân');
  await concerned.waitFor();
  await camera.take('repair-dialog');
  await concerned.fill(PERSONAL_ID_NUMBER);
  await page.keyboard.press('Control+Enter');
  await counter.waitUntilNothingWaits(30_000);
}

/** A correction that came too late, as a supervisor ends it. */
async function takeSetAside(camera: Camera): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  const code = await take(counter, 3);
  await counter.waitUntilNothingWaits(30_000);
  await refuseLastAccepted(page);
  await page.reload();
  await counter.signIn('Phụ trách');
  await page.keyboard.press('F7');
  await page.getByRole('row', { name: code }).click();
  await page.getByRole('button', { name: 'Sửa và gửi lại' }).press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Ngừng xử lý, ghi lý do' }).press('Enter');
  const reason = page.getByLabel('Lý do ngừng xử lý');
  await reason.fill('Đã thống nhất qua điện thoại với Trung tâm tỉnh (mẫu): giữ bản tỉnh đã nhận.');
  await camera.take('set-aside-dialog');
  await page.keyboard.press('Control+Enter');
  await counter.waitUntilNothingWaits(30_000);
}

/** Held, waiting without numbers, repaired and set aside. */
async function takeQueue(camera: Camera, { gateway, papers }: ProvinceRoom): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  const held = await take(counter, 1, OLD_ID_NUMBER);
  await page.keyboard.press('F7');
  await page.getByRole('row', { name: held }).filter({ hasText: 'Cần xử lý' }).waitFor();
  await gateway.stop();
  await useUpNumbers(page);
  await page.reload();
  await counter.signIn('Phụ trách');
  for (const turn of [2, 3]) await take(counter, turn);
  await camera.takePaper(papers, 'last', 'receipt-provisional');
  await page.keyboard.press('F7');
  await counter.sendNow();
  await page.getByRole('status').filter({ hasText: 'Làm việc ngoại tuyến' }).waitFor();
  await camera.take('queue-held-and-waiting');
  await page.getByRole('tab', { name: 'Bị từ chối, đã xử lý' }).click();
  await page.getByRole('row', { name: 'Ngừng xử lý' }).first().click();
  await camera.take('queue-settled');
  await page.keyboard.press('F9');
  await counter.screen('Giám sát hàng đợi').waitFor();
  await camera.take('supervision-set-aside');
}
