import { expect } from '@playwright/test';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { scanFile, type ScanFile } from '#test/e2e/support/scan-files.ts';
import { SIMPLE_FEE_VND } from '#test/e2e/support/take-dossier.ts';
import type { ShownDossier } from './invariants.ts';
import type { Blow } from './schedule.ts';

/** Other people may be using the machine: nothing here is about speed. */
export const PATIENCE_MS = 90_000;

export interface Taking {
  /** Makes the person and the files unlike all others. */
  readonly turn: number;
  /** Size of each scan beyond that of the page. */
  readonly scanKb: readonly number[];
  /** Called when a stage begins. */
  onStage?(stage: Blow['stage']): void;
  /** Called the moment the code is read from the screen. */
  onShown?(dossier: ShownDossier): void;
}

/** Takes a dossier with scans and a fee, with the keyboard, from wherever the officer is, to the printed paper. */
export async function takeAtCounter(counter: CounterPage, taking: Taking): Promise<ShownDossier> {
  taking.onStage?.('preparing');
  await counter.startEmpty();
  const scans = await attachAll(counter, taking);
  taking.onStage?.('accepting');
  const dossierCode = await counter.accept();
  const shown = { dossierCode, hashes: scans.map(({ sha256 }) => sha256), paidVnd: SIMPLE_FEE_VND };
  taking.onShown?.(shown);
  taking.onStage?.('shown');
  await counter.waitUntilPrinted();
  return shown;
}

async function attachAll(counter: CounterPage, { turn, scanKb }: Taking): Promise<readonly ScanFile[]> {
  await counter.readCard(turn);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await counter.page.keyboard.press('Control+d');
  const scans: ScanFile[] = [];
  for (const [index, kb] of scanKb.entries()) {
    const scan = scanFile(turn * 10 + index, kb * 1024);
    await counter.attach(scan);
    await counter.page.getByText(scan.name).waitFor();
    scans.push(scan);
  }
  await expect(counter.page.getByText(/^Đã lưu nháp lúc/)).toBeVisible({ timeout: PATIENCE_MS });
  return scans;
}
