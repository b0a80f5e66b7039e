import { SAMPLE_PIN } from '#test/e2e/support/counter-page.ts';
import type { BenchRow } from './bench-row.ts';
import { withBenchPage } from './support/bench-app.ts';
import { formatMs, median, quantile } from './support/figures.ts';
import { withStockedMachine } from './support/stocked-machine.ts';

const WARM_UP = 30;
const MEASURED = 250;
const LIMIT = 4;

/**
 * Accepting a dossier with five components, a scan stored for each, through the composed application, against one raw
 * strict put of the JSON of the same rows into plain IndexedDB; both alternate in one window over 20,000 dossiers.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const options = { pin: SAMPLE_PIN, warmUp: WARM_UP, measured: MEASURED };
  const figures = await withStockedMachine((userDataDir) =>
    withBenchPage(userDataDir, (page) => page.evaluate((wanted) => window.bench?.measureAccept(wanted), options)),
  );
  if (figures === undefined) throw new Error('the bench page has no bench');
  const { acceptMs, rawPutMs, rowBytes } = figures;
  const inWords = (values: readonly number[]): string =>
    `p50 ${formatMs(median(values))}, p95 ${formatMs(quantile(values, 0.95))}`;
  const size = `${(median(rowBytes) / 1024).toFixed(1)} KiB`;
  const detail = `accept ${inWords(acceptMs)}; raw put of ${size} ${inWords(rawPutMs)}; ${String(MEASURED)} of each`;
  const ratio = quantile(acceptMs, 0.95) / quantile(rawPutMs, 0.95);
  return [{ name: 'accepting a dossier, p95', ratio, limit: LIMIT, detail }];
}
