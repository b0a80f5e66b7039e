import { performance } from 'node:perf_hooks';
import { layOutIntakeReceipt } from '#shared/documents/intake-receipt/lay-out-intake-receipt.ts';
import { A5 } from '#shared/documents/intake-receipt/receipt-style.ts';
import { renderIntakeReceipt } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { drawPlainly } from '#test/fixtures/golden/draw-plainly.ts';
import { ordinaryReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import type { BenchRow } from './bench-row.ts';

const WARM_UP = 15;
const MEASURED = 60;

/**
 * An ordinary receipt with five papers against the bare page: the same fonts embedded and the same text at the same
 * places by plain pdf-lib calls, without layout, rules and QR symbol. Both alternate, so that both meet the same noise.
 */
export async function run(): Promise<BenchRow[]> {
  const fonts = readPaperFonts();
  const pages = layOutIntakeReceipt(new PaperType(fonts), ordinaryReceipt, { copyNumber: 1, part: 'applicant' });
  const receipt = (): Promise<unknown> => renderIntakeReceipt(ordinaryReceipt, fonts, { copyNumber: 1 });
  const barePage = (): Promise<unknown> => drawPlainly(pages, fonts, A5, { subset: true, textOnly: true });
  const receiptMs: number[] = [];
  const bareMs: number[] = [];
  for (let round = 0; round < WARM_UP + MEASURED; round += 1) {
    const receiptTime = await timeOf(receipt);
    const bareTime = await timeOf(barePage);
    if (round < WARM_UP) continue;
    receiptMs.push(receiptTime);
    bareMs.push(bareTime);
  }
  const ours = medianOf(receiptMs);
  const raw = medianOf(bareMs);
  const detail = `receipt ${ours.toFixed(1)} ms, bare page ${raw.toFixed(1)} ms (p50 of ${String(MEASURED)})`;
  return [{ name: 'receipt PDF against the bare page', ratio: ours / raw, limit: 2, detail }];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
