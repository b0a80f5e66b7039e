import type { LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import type { BenchRow } from '#test/bench/bench-row.ts';
import type { CaptureFigures } from '#test/bench/page/bench-api.ts';
import { withBenchPage } from '#test/bench/support/bench-app.ts';
import { formatMs, median, quantile } from '#test/bench/support/figures.ts';
import { LongTasks, longTaskRatio } from '#test/bench/support/long-tasks.ts';

const WARM_UP = 5;
const MEASURED = 30;
const FEEDER_RUN = 50;
const MANY = 500;
/** When everything that is kept between pages has been made. */
const SETTLED = 100;

/** Coloured pages of A4 at 200 dpi, askew and a little grey, in Electron: image work, memory, the window's thread. */
export async function runPages(): Promise<readonly BenchRow[]> {
  const machine = await makeMachineFolder();
  try {
    return await withBenchPage(machine.folder, async (page, app) => {
      const options = { warmUp: WARM_UP, measured: MEASURED };
      const figures = await page.evaluate((wanted) => window.bench?.measureCapture(wanted), options);
      if (figures === undefined) throw new Error('the bench page has no bench');
      const longTasks = await LongTasks.watch(page);
      await takePages(page, 1);
      await longTasks.take();
      await takePages(page, FEEDER_RUN);
      const seen = await longTasks.take();
      await takePages(page, SETTLED - FEEDER_RUN);
      const settledMb = await memoryOf(app);
      await takePages(page, MANY - SETTLED);
      const manyMb = await memoryOf(app);
      return [pageRow(figures), taskRow(seen), memoryRow(settledMb, manyMb)];
    });
  } finally {
    await machine.remove();
  }
}

function takePages(page: LaunchedApp['page'], count: number): Promise<void> {
  return page.evaluate((wanted) => window.bench?.takePages(wanted), count);
}

/** The promise of the product counts from decoded pixels: the decoding that both have to do is taken off ours. */
function pageRow(figures: CaptureFigures): BenchRow {
  const [plain, decode, stored] = [median(figures.plainMs), median(figures.decodeMs), median(figures.storedMs)];
  const kilobytes = (sizes: readonly number[]): string => `${String(Math.round(median(sizes) / 1_000))} kB`;
  const detail = [
    `decode and store ${formatMs(plain)} (decode ${formatMs(decode)})`,
    `decode, encode and store ${formatMs(median(figures.encodedMs))}`,
    `adjust and store ${formatMs(stored)} p50, ${formatMs(quantile(figures.storedMs, 0.95))} p95`,
    `of that image work ${formatMs(median(figures.adjustMs))} with its own decoding`,
    `${kilobytes(figures.givenBytes)} in, ${kilobytes(figures.storedBytes)} out`,
    `${String(figures.changedCount)} of ${String(MEASURED)} pages changed; with decoding ${(stored / plain).toFixed(2)}`,
  ].join('; ');
  return {
    name: 'page adjusted and stored, from decoded pixels',
    ratio: (stored - decode) / plain,
    limit: 2.5,
    detail,
  };
}

function taskRow(seen: readonly number[]): BenchRow {
  const detail = `${String(FEEDER_RUN)} pages; over 50 ms: ${seen.map(formatMs).join(', ') || 'none'}`;
  return { name: 'longest task while pages come in, against 50 ms', ratio: longTaskRatio(seen), limit: 1, detail };
}

function memoryRow(settledMb: number, manyMb: number): BenchRow {
  const detail = `after ${String(SETTLED)} pages ${settledMb.toFixed(0)} MB, after ${String(MANY)} ${manyMb.toFixed(0)} MB`;
  return { name: 'memory of the window over 500 pages', ratio: manyMb / settledMb, limit: 1.25, detail };
}

/** Of the process of the window and its workers. */
async function memoryOf(app: LaunchedApp['app']): Promise<number> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, memory }) => ({ type, kb: memory.workingSetSize })),
  );
  return metrics.filter(({ type }) => type === 'Tab').reduce((sum, { kb }) => sum + kb / 1_024, 0);
}
