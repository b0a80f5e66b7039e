import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { scanFile } from '#test/e2e/support/scan-files.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

const run = promisify(execFile);
const RECEIPT_DPI = 110;
const NORMAL = { width: 1366, height: 768 };
const WIDE = { width: 1920, height: 1080 };
/** A procedure whose version is unknown at the gateway, so that its dossier is held. */
const HELD_PROCEDURE = '1.004884';
/** Made-up citizens; the longest name that a card may carry is among them. */
const CITIZENS = [
  '024185900001|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021',
  '008090900002||Vàng A Thử|02031990|Nam|Bản Thử Nghiệm, Xã Mẫu, Tỉnh Mẫu|11052022',
  '008195900003||Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Ngọc Diễm Quỳnh Phương Mẫu|30121995|Nữ|Số 12, Tổ 5, Phường Ví Dụ, Tỉnh Mẫu|01022023',
  '008078900004||Trần Văn Giả Định|19071978|Nam|Thôn Ví Dụ, Xã Mẫu, Tỉnh Mẫu|15062021',
] as const;
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
    await takeLists(camera);
    await takeOthers(camera);
    await takeReceipt(station, folder, say);
  } finally {
    await station.stop();
  }
}

class Camera {
  readonly station: Station;
  private readonly folder: string;
  private readonly say: (line: string) => void;

  constructor(station: Station, folder: string, say: (line: string) => void) {
    this.station = station;
    this.folder = folder;
    this.say = say;
  }

  get counter(): CounterPage {
    return this.station.counter;
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    // The size of the page, not of the window: a display without a window manager keeps windows a little smaller.
    const session = await this.counter.page.context().newCDPSession(this.counter.page);
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    await expect.poll(() => this.counter.page.evaluate(() => window.innerWidth)).toBe(size.width);
  }

  async take(name: string): Promise<void> {
    const { page } = this.counter;
    await page.mouse.move(1, 1);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(this.folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    this.say(`${name}.png`);
  }
}

async function fillIn(counter: CounterPage, turn: number, procedureCode: string): Promise<void> {
  await counter.screen('Tiếp nhận hồ sơ').waitFor();
  await counter.readCode(CITIZENS[turn % CITIZENS.length] ?? '');
  await counter.page.getByText('Đã đọc thẻ căn cước').waitFor();
  await counter.page.getByLabel('Điện thoại').fill(`000012340${String(turn)}`);
  await counter.pickProcedure(procedureCode);
  await counter.page.keyboard.press('Control+d');
  const scan = await scanFile(turn);
  await counter.attach(scan);
  await counter.page.getByText(scan.name).waitFor();
  await counter.page.getByText(/^Đã lưu nháp lúc/).waitFor();
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

async function takeLists(camera: Camera): Promise<void> {
  const { counter, station } = camera;
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

/** The first paper of the day, as it was printed. */
async function takeReceipt(station: Station, folder: string, say: (line: string) => void): Promise<void> {
  const [paper] = (await readdir(station.papers)).filter((name) => name.endsWith('.pdf')).sort();
  const target = path.join(folder, 'receipt');
  const args = ['-png', '-singlefile', '-r', String(RECEIPT_DPI), path.join(station.papers, paper ?? ''), target];
  await run('pdftoppm', args);
  say('receipt.png');
}
