import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { pictureFile } from '#test/e2e/support/scan-files.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';

test.describe.serial('screens without a violation that axe can find', () => {
  let station: WebStation;
  let counter: CounterPage;

  test.beforeAll(async () => {
    station = await openWebStation();
    ({ counter } = station);
  });
  test.afterAll(() => station.stop());

  for (const [theme, label] of [
    ['light', 'Sáng'],
    ['high contrast', 'Tương phản cao'],
  ] as const) {
    test(`settings, then everything in ${theme}`, async () => {
      const { page } = counter;
      await page.getByRole('button', { name: 'Cài đặt' }).click();
      await counter.choose(label);
      await expectAccessible(counter, 'settings');
      await counter.lock();
      await expectAccessible(counter, 'sign-in');
      await counter.signIn('Phụ trách');
      await counter.startEmpty();
      await expectAccessible(counter, 'intake, empty');

      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: /^Còn \d+ mục$/ })).toBeVisible();
      await expectAccessible(counter, 'intake with problems');
      await page.keyboard.press('Control+p');
      await page.keyboard.type('khai sinh');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(counter, 'open list of procedures');
      await page.keyboard.press('Escape');

      await counter.readCard(1);
      await counter.pickProcedure(SIMPLE_PROCEDURE);
      await page.keyboard.press('Control+d');
      await expectAccessible(counter, 'intake, filled');
      await counter.attach(await pictureFile(1));
      await counter.pages.locator('img').waitFor();
      await counter.pageStrip.press('t');
      await expectAccessible(counter, 'intake, page to be retaken');
      await counter.pageStrip.press('Enter');
      await page.getByRole('dialog', { name: 'Đối chiếu với bản giấy' }).waitFor();
      await expectAccessible(counter, 'comparing with the paper');
      await page.keyboard.press('Escape');
      await counter.typePageCount(1);
      await page.getByRole('button', { name: 'Từ chối' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(counter, 'refusal');
      await page.keyboard.press('Escape');
      const code = await counter.accept();
      await counter.waitUntilPrinted();
      await expectAccessible(counter, 'accepted');

      await page.keyboard.press('F3');
      await page.getByRole('row', { name: code }).click();
      await expect(page.getByRole('heading', { level: 2, name: code })).toBeVisible();
      await expectAccessible(counter, 'dossiers with detail');
      await page.keyboard.press('F7');
      await expect(counter.screen('Hàng đợi gửi')).toBeVisible();
      await expectAccessible(counter, 'queue');
      await page.getByRole('tab', { name: 'Bị từ chối, đã xử lý' }).click();
      await expectAccessible(counter, 'queue, dealt with');
      await page.keyboard.press('F9');
      await expect(counter.screen('Giám sát hàng đợi')).toBeVisible();
      await expectAccessible(counter, 'supervision');
      await counter.openPalette();
      await expectAccessible(counter, 'palette');
      await page.keyboard.press('Escape');
    });
  }
});

async function expectAccessible(counter: CounterPage, where: string): Promise<void> {
  // Colours on their way from one to another are nobody's choice.
  await counter.page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
  const { violations } = await new AxeBuilder({ page: counter.page }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
  );
  expect.soft(found, where).toEqual([]);
}
