import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import type { Catalogue, Disturbance } from '#test/e2e/support/disturbed-path.ts';
import { expectAtProvince, type TakenDossier } from '#test/e2e/support/expect-at-province.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { SIMPLE_FEE_VND, takeDossier } from '#test/e2e/support/take-dossier.ts';

/** A procedure free of charge (money flows past held dossiers) whose version here is one the gateway does not have. */
const OTHER_PROCEDURE = '1.001193';
const UNKNOWN_VERSION = 99;

let station: Station;
let counter: CounterPage;
const taken: TakenDossier[] = [];

function raiseVersion({ procedures }: Catalogue): void {
  const procedure = procedures.find(({ procedureCode }) => procedureCode === OTHER_PROCEDURE);
  if (procedure !== undefined) procedure.procedureVersion = UNKNOWN_VERSION;
}

test.beforeAll(async () => {
  station = await openStation({ alterCatalogue: raiseVersion });
  ({ counter } = station);
});
test.afterAll(() => station.stop());

const TROUBLES: readonly (readonly [string, Exclude<Disturbance, 'none'>, RegExp])[] = [
  ['answers garbage', 'garbage', /Đường mạng trả lời thay cho hệ thống tỉnh/],
  ['answers with a web page', 'html', /Đường mạng trả lời thay cho hệ thống tỉnh/],
  ['answers 500', 'serverError', /Hệ thống tỉnh đang gặp sự cố/],
  ['cuts every connection', 'cut', /Chưa kết nối được với hệ thống tỉnh/],
  // Waits for the longest answer that a slow line is given, half a minute.
  ['never answers', 'silence', /Hệ thống tỉnh không trả lời kịp/],
];

test.describe.serial('a gateway in trouble', () => {
  for (const [index, [name, disturbance, cause]] of TROUBLES.entries()) {
    test(`when it ${name}, the counter says so calmly, works on, and keeps the queue`, async () => {
      const { page } = counter;
      station.way.disturbance = disturbance;
      taken.push(await takeDossier(counter, 100 + index));
      await page.keyboard.press('F7');
      await counter.sendNow();
      await expect.poll(() => station.way.disturbed(), { timeout: 60_000 }).toBeGreaterThan(0);
      await expect(page.getByText(cause)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('status').filter({ hasText: 'Làm việc ngoại tuyến' })).toBeVisible();
      for (const { code } of taken) await expect(page.getByRole('row', { name: code })).toBeVisible();
      await expect(page.getByText('Cần xử lý')).toHaveCount(0);
      await counter.openIntake();
    });
  }

  test('when it is itself again, everything is sent', async () => {
    station.way.disturbance = 'none';
    await counter.page.keyboard.press('F7');
    await counter.sendNow();
    await counter.waitUntilNothingWaits(60_000);
    await expect(counter.page.getByText('Đã kết nối')).toBeVisible();
    await expect(counter.page.getByText('Không có mục nào chờ gửi')).toBeVisible();
    await counter.openIntake();
  });

  test('a procedure version it does not know is held with the reason; other dossiers flow', async () => {
    const { page } = counter;
    await counter.readCard(200);
    await counter.pickProcedure(OTHER_PROCEDURE);
    await page.keyboard.press('Control+d');
    const held = await counter.accept();
    await counter.waitUntilPrinted();
    await counter.nextCitizen();
    taken.push(await takeDossier(counter, 201));
    const flowed = taken.at(-1)?.code ?? '';

    await page.keyboard.press('F7');
    await expect(page.getByRole('row', { name: held })).toContainText('Cần xử lý');
    await expect(page.getByRole('row', { name: flowed })).toHaveCount(0);
    await page.getByRole('row', { name: held }).click();
    const reason = 'Thủ tục hoặc phiên bản thủ tục không có trong danh mục của tỉnh.';
    await expect(page.getByText(reason).first()).toBeVisible();

    await counter.lock();
    await counter.signIn('Phụ trách');
    await page.keyboard.press('F9');
    await expect(counter.screen('Giám sát hàng đợi')).toBeVisible();
    await expect(page.getByText(held)).toBeVisible();
    await expect(page.getByText(reason).first()).toBeVisible();
  });

  test('the province has every other dossier once, under the code on the paper', async () => {
    await station.launched.kill();
    await station.gateway.stop();
    await expectAtProvince(path.join(station.folder, 'gateway'), taken, taken.length, SIMPLE_FEE_VND);
  });
});
