import { SIMPLE_PROCEDURE } from '#test/e2e/support/counter-page.ts';
import { openStation } from '#test/e2e/support/station.ts';
import { Camera, fillIn, NORMAL } from './camera.ts';

/** The money of one shift, from its float to its closing. */
export async function takeFeesScreenshots(folder: string, say: (line: string) => void): Promise<void> {
  const station = await openStation();
  const camera = new Camera(station, folder, say);
  const { counter } = camera;
  const { page } = counter;
  try {
    await camera.resize(NORMAL);
    await page.keyboard.press('F6');
    await counter.screen('Thu phí & ca').waitFor();
    await page.keyboard.press('Alt+o');
    await page.getByLabel('Tiền đầu ca').fill('500000');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Tiền trong ca 500.000').waitFor();
    await takePayments(camera);
    await page.keyboard.press('F6');
    await page.getByRole('row', { name: 'Tiền mặt' }).first().click();
    await page.getByRole('button', { name: 'In bản thể hiện biên lai' }).waitFor();
    await camera.take('fees-shift');
    await page.getByRole('tab', { name: 'Đối soát chuyển khoản' }).click();
    await camera.take('fees-transfers');
    await page.getByRole('tab', { name: 'Ca trực' }).click();
    await page.keyboard.press('Alt+c');
    await page.getByRole('dialog').getByLabel('500.000 đ').fill('1');
    await camera.take('fees-closing');
    await camera.takePaper(station.papers, 'last', 'fee-slip');
  } finally {
    await station.stop();
  }
}

async function takePayments({ counter }: Camera): Promise<void> {
  const { page } = counter;
  await counter.openIntake();
  for (const [turn, means] of ['Tiền mặt', 'Chuyển khoản'].entries()) {
    await fillIn(counter, turn, SIMPLE_PROCEDURE);
    await page.getByRole('combobox', { name: 'Thu phí' }).selectOption({ label: means });
    await counter.accept();
    await counter.waitUntilPrinted();
    await counter.nextCitizen();
  }
}
