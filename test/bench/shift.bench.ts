import { SAMPLE_PIN } from '#test/e2e/support/counter-page.ts';
import type { BenchRow } from './bench-row.ts';
import { withBenchPage } from './support/bench-app.ts';
import { formatMs, median } from './support/figures.ts';
import { withStockedMachine } from './support/stocked-machine.ts';

const PAYMENTS = 2_000;
const MEASURED = 7;
const LIMIT = 6;

/**
 * Closing a shift of 2,000 payments – read in pages, added up, decided, sealed and committed – against one read of the
 * same rows and a plain loop over them.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const options = { pin: SAMPLE_PIN, payments: PAYMENTS, measured: MEASURED };
  const figures = await withStockedMachine((userDataDir) =>
    withBenchPage(userDataDir, (page) => page.evaluate((wanted) => window.bench?.measureShift(wanted), options)),
  );
  if (figures === undefined) throw new Error('the bench page has no bench');
  const { closeMs, rawSumMs, longTaskMs } = figures;
  const longest = Math.max(0, ...longTaskMs);
  const detail =
    `close p50 ${formatMs(median(closeMs))}, at most ${formatMs(Math.max(...closeMs))}; ` +
    `read and sum p50 ${formatMs(median(rawSumMs))}; longest task ${formatMs(longest)}`;
  return [{ name: 'closing a shift of 2,000', ratio: median(closeMs) / median(rawSumMs), limit: LIMIT, detail }];
}
