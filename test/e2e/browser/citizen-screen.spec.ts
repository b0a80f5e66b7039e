import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import type { DeskMessage } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import { parseVietQr } from '#shared/domain/money/vietqr.ts';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { toGrey } from '#shared/imaging/raster.ts';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { SIMPLE_FEE_VND } from '#test/e2e/support/take-dossier.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';
import { readQr } from '#test/support/read-qr.ts';

const NAME = 'Lò Thị Mẫu';
/** Of the card that is read: what must not stay on the screen. */
const PERSONAL = [NAME, '008185', 'Ví Dụ', '15/08/1985'];
const SIZES = [
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
/** A finger finds it without looking twice. */
const LEAST_TOUCH_PX = 56;

const LONG = 'Nguyễn Hoàng Phương Khánh Nghiêm Thùy ';
const LONG_VIEW: CitizenView = {
  officeName: `Trung tâm Phục vụ hành chính công ${LONG}`,
  isSample: true,
  language: 'vi',
  content: {
    stage: 'intake',
    person: {
      askId: 'long',
      isFromCard: false,
      fields: [
        { field: 'fullName', text: LONG.repeat(3).trim() },
        { field: 'personalIdNumber', text: '008185100001' },
        { field: 'birthOn', text: '15/08/1985' },
        { field: 'gender', text: 'female' },
        { field: 'address', text: `${LONG.repeat(5)}${'x'.repeat(80)}` },
      ],
    },
    procedureName: LONG.repeat(6).trim(),
    receivedPapers: Array.from({ length: 60 }, (_, n) => `${String(n + 1)}. ${LONG.repeat(3)}`),
    paperCount: 60,
    fees: {
      lines: [
        { kind: 'fee', name: LONG.repeat(2).trim(), amountVnd: 999_999_999_998 },
        { kind: 'charge', name: 'Lệ phí', amountVnd: 1 },
      ],
      totalVnd: 999_999_999_999,
    },
  },
};

test.describe.serial("the citizen's screen beside the counter", () => {
  let station: WebStation;
  let counter: CounterPage;
  let citizen: Page;
  let code: string;

  test.beforeAll(async () => {
    station = await openWebStation();
    ({ counter } = station);
  });
  test.afterAll(() => station.stop());

  test('[CZ3] follows the intake: what was read, papers, fees; the citizen answers', async () => {
    const opened = station.browser.context.waitForEvent('page');
    await counter.openPalette();
    await counter.page.keyboard.type('man hinh');
    await counter.waitForHighlight('Màn hình công dân');
    await counter.page.keyboard.press('Enter');
    citizen = await opened;
    await expect(citizen.getByRole('heading', { name: 'Kính chào quý công dân' })).toBeVisible();
    await expect(citizen.getByText('xã Mẫu')).toBeVisible();
    await expectFits(citizen, 'welcome');

    await counter.page.bringToFront();
    await counter.startEmpty();
    await counter.readCard(1);
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    await counter.page.keyboard.press('Control+d');
    await citizen.bringToFront();
    await expect(citizen.getByText(NAME)).toBeVisible();
    await expect(citizen.getByText('••••••••0001')).toBeVisible();
    await expect(citizen.getByText(/^Giấy tờ đã nhận: [1-9]/)).toBeVisible();
    await expect(citizen.getByText('8.000 đ', { exact: true })).toBeVisible();
    await expectFits(citizen, 'intake');

    await citizen.getByRole('button', { name: 'Đúng' }).click();
    await expect(counter.page.getByText('Công dân xác nhận đúng')).toBeVisible();
    // A correction makes the answer one to other data, and the question is asked anew.
    await counter.page.bringToFront();
    await counter.page.getByLabel('Địa chỉ').first().fill('Thôn Mới, Xã Ví Dụ');
    await expect(counter.page.getByText('Công dân xác nhận đúng')).toBeHidden();
    await expect(citizen.getByText('Thôn Mới, Xã Ví Dụ')).toBeVisible();
    await expect(citizen.getByRole('button', { name: 'Đúng' })).toHaveAttribute('aria-pressed', 'false');
  });

  test('[CZ6] shows code and VietQR of the accepted dossier, as a phone reads them', async () => {
    await counter.page.getByLabel('Thu phí').selectOption({ label: 'Chuyển khoản' });
    code = await counter.accept();
    await citizen.bringToFront();
    await expect(citizen.getByTestId('citizen-dossier-code')).toHaveText(code);
    await expectFits(citizen, 'accepted');
    for (const size of SIZES.slice(0, 2)) {
      await citizen.setViewportSize(size);
      const { width, height, data } = PNG.sync.read(await citizen.screenshot());
      const read = await readQr(toGrey({ widthPx: width, heightPx: height, rgba: new Uint8ClampedArray(data) }));
      expect(read).toContain(code);
      const transfers = read.map((text) => parseVietQr(text)).filter(({ ok }) => ok);
      expect(transfers).toMatchObject([
        { value: { amountVnd: SIMPLE_FEE_VND, purpose: toTransferPurpose(code), beneficiary: { bankBin: '999999' } } },
      ]);
    }
    await expectNothingOf(citizen, PERSONAL);
  });

  test('[CZ7] takes one rating, and the counter sees that there is one', async () => {
    await citizen.getByRole('button', { name: 'Hài lòng', exact: true }).click();
    await expectFits(citizen, 'reasons');
    await citizen.getByRole('button', { name: 'Thời gian chờ' }).click();
    await citizen.getByRole('button', { name: 'Gửi đánh giá' }).click();
    await expect(citizen.getByText('Đã ghi nhận. Cảm ơn ông/bà!')).toBeVisible();
    await expect(citizen.getByRole('button')).toHaveCount(0);
    await expectFits(citizen, 'thanks');
    await expect(counter.page.getByText('Công dân đã đánh giá')).toBeVisible();
  });

  test('stays readable with the longest names, many papers and large amounts', async () => {
    await counter.page.bringToFront();
    await counter.waitUntilPrinted();
    await counter.nextCitizen();
    await sayAsDesk(counter.page, { kind: 'shows', deskId: 'long', view: LONG_VIEW });
    await citizen.bringToFront();
    for (const size of SIZES) {
      await citizen.setViewportSize(size);
      await expect(citizen.getByText('999.999.999.999 đ').last()).toBeInViewport({ ratio: 1 });
      await expect(citizen.getByRole('button', { name: 'Cần sửa' })).toBeInViewport({ ratio: 1 });
      await expect(citizen.getByRole('heading', { level: 2 })).toBeInViewport({ ratio: 1 });
      expect(await citizen.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await citizen.getByRole('list').focus();
    await sayAsDesk(counter.page, { kind: 'closes', deskId: 'long' });
    await expect(citizen.getByText('Kính chào quý công dân')).toBeVisible();
  });

  test('[CZ3] [CZ4] keeps nothing of anybody: next citizen, locked session, no network, closed window', async () => {
    await counter.page.bringToFront();
    await expect(citizen.getByRole('heading', { name: 'Kính chào quý công dân' })).toBeVisible();
    await expectNothingOf(citizen, [...PERSONAL, code, toTransferPurpose(code)]);

    await counter.readCard(2);
    await expect(citizen.getByText(NAME)).toBeVisible();
    await counter.lock();
    await expect(citizen.getByText(NAME)).toBeHidden();
    await expectNothingOf(citizen, PERSONAL);

    await station.stopGateway();
    await citizen.reload();
    await counter.signIn();
    await expect(citizen.getByText(NAME)).toBeVisible();
    await counter.page.close();
    await expect(citizen.getByText('Màn hình đang chờ quầy.')).toBeVisible();
    await expectNothingOf(citizen, PERSONAL);
  });
});

/** As another desk of the machine would. */
async function sayAsDesk(page: Page, message: DeskMessage): Promise<void> {
  await page.evaluate((said) => {
    const channel = new BroadcastChannel('quay-mot-cua-citizen');
    channel.postMessage(said);
    channel.close();
  }, message);
}

async function expectNothingOf(citizen: Page, texts: readonly string[]): Promise<void> {
  const content = await citizen.content();
  for (const text of texts) expect(content).not.toContain(text);
}

/** At every size: nothing is cut off sideways or hidden below, fingers find the buttons, and axe finds nothing. */
async function expectFits(citizen: Page, where: string): Promise<void> {
  for (const size of SIZES) {
    await citizen.setViewportSize(size);
    const shape = await citizen.evaluate(() => {
      const main = document.querySelector('main');
      const buttons = [...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
      return {
        hidden: main === null ? Infinity : main.scrollHeight - main.clientHeight,
        beside: document.documentElement.scrollWidth - innerWidth,
        leastTouch: Math.min(...buttons.map(({ width, height }) => Math.min(width, height))),
        typePx: Number.parseFloat(getComputedStyle(main ?? document.body).fontSize),
      };
    });
    const name = `${where} at ${String(size.width)}×${String(size.height)}`;
    expect.soft(shape.hidden, `${name}: below the edge`).toBeLessThanOrEqual(0);
    expect.soft(shape.beside, `${name}: beside the edge`).toBeLessThanOrEqual(0);
    expect.soft(shape.leastTouch, `${name}: touch`).toBeGreaterThanOrEqual(LEAST_TOUCH_PX);
    expect.soft(shape.typePx, `${name}: type`).toBeGreaterThanOrEqual(20);
  }
  const { violations } = await new AxeBuilder({ page: citizen }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${String(target)}`));
  expect.soft(found, where).toEqual([]);
}
