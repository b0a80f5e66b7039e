import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { Camera, CITIZENS, fillIn, NORMAL } from './camera.ts';
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
    await takeLists(camera, station);
    await takeOthers(camera);
    await camera.takePaper(station.papers, 'first', 'receipt');
  } finally {
    await station.stop();
  }
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
