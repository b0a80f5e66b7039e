import type { BenchRow } from './bench-row.ts';
import { withCounter } from './support/counter-app.ts';
import { formatMs } from './support/figures.ts';
import { LongTasks, longTaskRatio } from './support/long-tasks.ts';

/** For information: no promise is made for the list, but ten times a long task would be felt. */
const LIMIT = 10;
const KEY_EVERY_MS = 40;
const SETTLE_MS = 1_500;

/** Opening the list of 20,000 dossiers, sorting it both ways by every column, and moving in it with the keyboard. */
export async function run(): Promise<readonly BenchRow[]> {
  const steps = await withCounter(async ({ page }) => {
    const longTasks = await LongTasks.watch(page);
    const found: { readonly step: string; readonly durations: readonly number[] }[] = [];
    const measure = async (step: string, act: () => Promise<unknown>): Promise<void> => {
      await longTasks.take();
      await act();
      await page.waitForTimeout(SETTLE_MS);
      found.push({ step, durations: await longTasks.take() });
    };
    await measure('open', async () => {
      await page.keyboard.press('F3');
      await page.getByText(/^20\.?\d{3} hồ sơ$/).waitFor();
    });
    const heads = page.getByRole('columnheader').getByRole('button');
    for (let at = 0; at < (await heads.count()); at += 1) {
      const head = heads.nth(at);
      const name = (await head.innerText()).trim();
      for (const direction of ['up', 'down']) await measure(`sort by ${name} ${direction}`, () => head.click());
    }
    const press = (key: string, times: number) => async () => {
      await page.getByRole('grid').focus();
      for (let turn = 0; turn < times; turn += 1) await page.keyboard.press(key, { delay: KEY_EVERY_MS });
    };
    await measure('20 × ArrowDown', press('ArrowDown', 20));
    await measure('10 × PageDown', press('PageDown', 10));
    await measure('End', press('End', 1));
    await measure('Home', press('Home', 1));
    return found;
  });
  const all = steps.flatMap(({ durations }) => durations);
  const slow = steps.filter(({ durations }) => durations.length > 0);
  const where = slow.map(({ step, durations }) => `${step} ${formatMs(Math.max(...durations))}`).join(', ');
  const detail = where === '' ? 'no task over 50 ms in any step' : `longest: ${where}`;
  return [{ name: 'list of 20,000, longest task', ratio: longTaskRatio(all), limit: LIMIT, detail }];
}
