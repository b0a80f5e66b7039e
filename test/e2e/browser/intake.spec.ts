import { expect, test } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { expectAtProvince, type TakenDossier } from '#test/e2e/support/expect-at-province.ts';
import { scanFile, type ScanFile } from '#test/e2e/support/scan-files.ts';
import { SIMPLE_FEE_VND, takeDossier } from '#test/e2e/support/take-dossier.ts';
import { openWebStation, type WebStation } from '#test/e2e/support/web-station.ts';

const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

test.describe.serial('a counter in a browser', () => {
  let station: WebStation;
  let counter: CounterPage;
  const taken: TakenDossier[] = [];

  test.beforeAll(async () => {
    station = await openWebStation(FAKE_CAMERA);
    ({ counter } = station);
  });
  test.afterAll(() => station.stop());

  test('a simple dossier is taken with the gateway there', async () => {
    taken.push(await takeDossier(counter, 1));
    await counter.waitUntilNothingWaits(30_000);
  });

  test('the gateway goes away in the middle of an intake; the next ones need no network', async () => {
    await counter.readCard(2);
    await station.stopGateway();
    taken.push(await takeDossier(counter, 2));
    taken.push(await takeDossier(counter, 3));
    await expect(counter.page.getByRole('status').filter({ hasText: 'Làm việc ngoại tuyến' })).toBeVisible();
  });

  test('the page opens again without a network, with the draft and the queue', async () => {
    const { page } = counter;
    await counter.readCard(4);
    await expect(page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
    await page.reload();
    await counter.signIn();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
    await page.keyboard.press('F7');
    for (const { code } of taken.slice(1)) await expect(page.getByRole('row', { name: code })).toBeVisible();
    await counter.openIntake();
    taken.push(await takeDossier(counter, 5));
  });

  test('a pasted and a dropped picture are attached; a photograph by the camera too', async () => {
    const { page } = counter;
    await counter.readCard(6);
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    const pasted = scanFile(61);
    await giveFile(counter, pasted, 'paste');
    await expect(page.getByText(pasted.name)).toBeVisible();
    const dropped = scanFile(62);
    await giveFile(counter, dropped, 'drop');
    await expect(page.getByText(dropped.name)).toBeVisible();

    await page.getByRole('button', { name: 'Chụp', exact: true }).click();
    await page.getByRole('button', { name: 'Chụp trang này' }).click();
    await expect(page.getByText('Đã chụp 1 trang')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(counter.pages).toHaveCount(1);
    await expect(page.getByText(/^1 trang ·/)).toHaveCount(2);
    await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bỏ bản nháp' }).click();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  });

  test('when the gateway is back everything is sent, once', async () => {
    await station.startGateway();
    await counter.page.keyboard.press('F7');
    await counter.sendNow();
    await counter.waitUntilNothingWaits(90_000);
    await station.browser.context.close();
    await station.stopGateway();
    await expectAtProvince(station.gatewayData, taken, taken.length, SIMPLE_FEE_VND);
  });
});

/** What the browser does when a person pastes on the page, or drops a file on the place for files. */
async function giveFile(counter: CounterPage, file: ScanFile, way: 'paste' | 'drop'): Promise<void> {
  await counter.page.evaluate(
    ({ name, mimeType, base64, by }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name, { type: mimeType }));
      const zone = document.querySelector('input[type=file]')?.parentElement;
      if (by === 'paste') {
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }),
        );
        return;
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        zone?.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
      }
    },
    { name: file.name, mimeType: file.mimeType, base64: file.buffer.toString('base64'), by: way },
  );
}
