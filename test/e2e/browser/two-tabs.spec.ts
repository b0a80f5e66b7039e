import { expect, test } from '@playwright/test';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import { expectAtProvince, type TakenDossier } from '#test/e2e/support/expect-at-province.ts';
import { SIMPLE_FEE_VND, takeDossier } from '#test/e2e/support/take-dossier.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';

const ROUNDS = 3;

test.describe('two tabs of one station', () => {
  let station: WebStation;

  test.beforeEach(async () => {
    station = await openWebStation();
  });
  test.afterEach(() => station.stop());

  test('accept by turns: codes are never equal, one tab sends, everything arrives once', async () => {
    const first = station.counter;
    const second = await station.openTab();
    await second.signIn('Mẫu Hai');
    await second.startEmpty();
    await expect(connectionOf(first)).toHaveText(/^Đã kết nối/);
    await expect(connectionOf(second)).toHaveText(/^Cửa sổ khác đang gửi/);

    const taken: TakenDossier[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, tab] of [first, second].entries()) {
        await tab.page.bringToFront();
        taken.push(await takeDossier(tab, 1 + round * 2 + index));
      }
    }
    expect(new Set(taken.map(({ code }) => code)).size).toBe(taken.length);

    // The tab that sends is closed; the other one takes over.
    await first.page.close();
    await second.page.bringToFront();
    await expect(connectionOf(second)).toHaveText(/^Đã kết nối/);
    taken.push(await takeDossier(second, 50));
    await second.waitUntilNothingWaits(60_000);
    await station.browser.context.close();
    await station.stopGateway();
    await expectAtProvince(station.gatewayData, taken, taken.length, SIMPLE_FEE_VND);
  });
});

function connectionOf(tab: CounterPage) {
  return tab.page
    .getByRole('status')
    .filter({ hasText: /kết nối|gửi|ngoại tuyến/ })
    .first();
}
