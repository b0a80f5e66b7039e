import path from 'node:path';
import { expect } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { writePagePictures } from '#test/e2e/support/page-pictures.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { Camera, CITIZENS, fillIn, NORMAL } from './camera.ts';
import { takeFeesScreenshots } from './take-fees-screenshots.ts';
import { takeProvinceScreenshots } from './take-province-screenshots.ts';

const WIDE = { width: 1920, height: 1080 };
/** A procedure whose version is unknown at the gateway, so that its dossier is held. */
const HELD_PROCEDURE = '1.004884';
const PROCEDURES = [SIMPLE_PROCEDURE, '1.001193', '1.000894', SIMPLE_PROCEDURE] as const;

/** Takes every picture of docs/screenshots from the running app. */
export async function takeScreenshots(folder: string, say: (line: string) => void): Promise<void> {
  const station = await openStation({
    alterCatalogue: ({ procedures }) => {
      for (const procedure of procedures) {
        if (procedure.procedureCode === HELD_PROCEDURE) procedure.procedureVersion += 1;
      }
    },
  });
  const camera = new Camera(station, folder, say);
  try {
    await camera.resize(NORMAL);
    await takeIntake(camera);
    await takePages(camera, station);
    await takeLists(camera, station);
    await takeOthers(camera);
    await camera.takePaper(station.papers, 'first', 'receipt');
  } finally {
    await station.stop();
  }
  await takeFeesScreenshots(folder, say);
  await takeProvinceScreenshots(folder, say);
}

async function takeIntake(camera: Camera): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  await camera.take('intake-empty');
  await counter.readCode(CITIZENS[3]);
  await counter.pickProcedure('1.001193');
  await page.getByLabel('Ngày sinh').fill('31/02/1990');
  await page.getByLabel('Điện thoại').fill('12345');
  await page.keyboard.press('Control+Enter');
  await camera.take('intake-problems');
  await counter.startEmpty();
  await fillIn(counter, 0, SIMPLE_PROCEDURE);
  await camera.take('intake-filled');
  await counter.openPalette();
  await page.keyboard.type('khai sinh');
  await counter.waitForHighlight('khai sinh');
  await camera.take('palette');
  await page.keyboard.press('Escape');
  await counter.accept();
  await counter.waitUntilPrinted();
  await camera.take('accepted');
  await counter.nextCitizen();
}

/** A paper of the sample province, as it may lie on the desk. Nobody and nothing in it is real. */
const CERTIFICATE = [
  'ỦY BAN NHÂN DÂN XÃ VÍ DỤ (DỮ LIỆU MẪU)',
  'Số: 27/UBND-XN                    Xã Ví Dụ, ngày 12 tháng 10 năm 2026',
  '',
  'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN',
  '',
  'Họ, chữ đệm, tên: Lò Thị Mẫu',
  'Ngày, tháng, năm sinh: 15/08/1985',
  'Số định danh cá nhân: 024185900001',
  'Nơi cư trú: Thôn Mẫu, Xã Ví Dụ, tỉnh Mẫu',
  'Tình trạng hôn nhân: chưa đăng ký kết hôn với ai.',
  'Giấy này được cấp để làm thủ tục đăng ký kết hôn.',
  '',
  '                                                        TM. ỦY BAN NHÂN DÂN',
  '                                                                  CHỦ TỊCH',
  '',
  '                                                              Trần Văn Giả Định',
] as const;

async function takePages(camera: Camera, station: Station): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  const pile = ['text', { lines: CERTIFICATE }, 'text', 'blank', 'text'] as const;
  const pictures = await writePagePictures(path.join(station.folder, 'pages'), pile);
  await counter.readCode(CITIZENS[0]);
  await page.getByText('Đã đọc thẻ căn cước').waitFor();
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');
  await counter.attachFrom(pictures);
  await expect(counter.pages.locator('img')).toHaveCount(pile.length);
  await counter.typePageCount(pile.length);
  await counter.pageStrip.focus();
  await counter.pageStrip.press('ArrowRight');
  await camera.take('intake-pages');
  await counter.pageStrip.press('Enter');
  await page.getByRole('img', { name: 'Trang 2' }).locator('img').waitFor();
  await camera.take('page-large');
  await page.keyboard.press('Escape');
  const code = await counter.accept();
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: code }).click();
  const open = page.getByRole('button', { name: 'Dữ liệu bóc tách (cần xác nhận)' });
  await open.waitFor({ timeout: 60_000 });
  await camera.take('dossier-digitised');
  await open.click();
  await page.getByRole('dialog').getByRole('img').first().waitFor();
  await camera.take('extraction');
  await page.keyboard.press('Escape');
  await counter.openIntake();
}

async function takeLists(camera: Camera, station: Station): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  station.way.disturbance = 'cut';
  for (const [turn, procedureCode] of PROCEDURES.entries()) {
    await fillIn(counter, turn, procedureCode);
    await fillFees(counter);
    await counter.accept();
    await counter.waitUntilPrinted();
    await counter.nextCitizen();
  }
  await page.keyboard.press('F7');
  await counter.sendNow();
  await page.getByRole('status').filter({ hasText: 'Làm việc ngoại tuyến' }).waitFor();
  await camera.take('queue-offline');
  await counter.openIntake();
  await fillIn(counter, 3, HELD_PROCEDURE);
  const held = await counter.accept();
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  station.way.disturbance = 'none';
  await page.keyboard.press('F7');
  await counter.sendNow();
  await page.getByRole('row', { name: held }).filter({ hasText: 'Cần xử lý' }).click();
  await page.getByRole('row', { name: 'H99' }).filter({ hasText: 'Chờ gửi' }).first().waitFor({ state: 'detached' });
  await camera.take('queue-held');
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: 'Vàng A Thử' }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await camera.take('dossiers');
}

/** Whatever the fee of the procedure asks for. */
async function fillFees(counter: CounterPage): Promise<void> {
  for (const label of ['Số trang bản chính', 'Số lượng']) {
    for (const field of await counter.page.getByLabel(label).all()) await field.fill('2');
  }
}

async function takeOthers(camera: Camera): Promise<void> {
  const { counter } = camera;
  const { page } = counter;
  await counter.lock();
  await camera.take('sign-in');
  await counter.signIn('Phụ trách');
  await page.keyboard.press('F9');
  await counter.screen('Giám sát hàng đợi').waitFor();
  await camera.take('supervision');
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await counter.screen('Cài đặt').waitFor();
  await camera.take('settings');
  await counter.choose('Tương phản cao');
  await counter.startEmpty();
  await fillIn(counter, 1, SIMPLE_PROCEDURE);
  await camera.take('intake-high-contrast');
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await counter.choose('Sáng');
  await counter.openIntake();
  await camera.resize(WIDE);
  await camera.take('intake-filled-1920');
}
