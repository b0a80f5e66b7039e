import { expect, test } from '@playwright/test';
import { readStoredTruth } from '#test/e2e/support/stored-truth.ts';
import { takeDossier } from '#test/e2e/support/take-dossier.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';

test.describe('the journal of the browser', () => {
  let station: WebStation;

  test.beforeEach(async () => {
    station = await openWebStation();
  });
  test.afterEach(() => station.stop());

  test('[JR8] dossiers of both tabs, their queue and scans come back after IndexedDB is gone', async () => {
    await station.stopGateway();
    const { page } = station.counter;
    await takeDossier(station.counter, 1);
    const second = await station.openTab();
    await second.signIn('Mẫu Hai');
    await second.startEmpty();
    await takeDossier(second, 2);
    await page.bringToFront();
    await takeDossier(station.counter, 3);
    const before = await readStoredTruth(page);
    expect([before.codes.length, before.scans.length, before.queue.length]).toEqual([3, 3, 9]);

    await second.page.close();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Storage.clearDataForOrigin', { origin: station.url, storageTypes: 'indexeddb' });
    await page.reload();
    await station.counter.signIn();
    expect(await readStoredTruth(page)).toEqual(before);
    const { code } = await takeDossier(station.counter, 4);
    expect(before.codes).not.toContain(code);
    expect(code > (before.codes.at(-1) ?? '')).toBe(true);
  });
});
