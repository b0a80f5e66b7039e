import { expect } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from './counter-page.ts';
import { scanFile, type ScanFile } from './scan-files.ts';

/** What the simple procedure costs: one certified extract (TT 281/2016/TT-BTC Đ4). */
export const SIMPLE_FEE_VND = 8_000;

/** Card, procedure, papers with one scan: everything but the acceptance, saved as a draft. */
export async function prepareDossier(counter: CounterPage, turn: number): Promise<ScanFile> {
  const scan = scanFile(turn);
  await counter.readCard(turn);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await counter.page.keyboard.press('Control+d');
  await counter.attach(scan);
  await counter.page.getByText(scan.name).waitFor();
  await expect(counter.page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
  return scan;
}

/** The whole of it, to the printed paper and the next citizen. */
export async function takeDossier(
  counter: CounterPage,
  turn: number,
): Promise<{ readonly code: string; readonly scan: ScanFile }> {
  const scan = await prepareDossier(counter, turn);
  const code = await counter.accept();
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
  return { code, scan };
}
