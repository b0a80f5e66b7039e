import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { idCardQr } from '#test/e2e/support/counter-page.ts';
import { addNoise, qrPicture, toPng } from '#test/support/qr-picture.ts';
import type { BenchRow } from './bench-row.ts';
import { withBenchPage } from './support/bench-app.ts';
import { formatMs, median, quantile } from './support/figures.ts';

const WARM_UP = 10;
const MEASURED = 80;
/** The promise of the product, in the middle of the runs. */
const PROMISE_MS = 60;

/**
 * The QR of an ID card in a 1080p frame with the noise of a cheap camera, near and far, against decoding the PNG of the
 * same frame: from the frame in the window to the text in the window, in Electron. The bare desk is what the worker
 * sees most of the time.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const card = idCardQr(1);
  const frames = [
    await qrPicture(card, { modulePx: 8 }),
    await qrPicture(card, { modulePx: 4 }),
    await qrPicture(null),
  ].map((picture, index) => toPng(addNoise(picture, index + 1)).toString('base64'));
  const machine = await makeMachineFolder();
  try {
    const figures = await withBenchPage(machine.folder, (page) =>
      page.evaluate((wanted) => window.bench?.measureCodes(wanted), { frames, warmUp: WARM_UP, measured: MEASURED }),
    );
    const [near, far, desk] = figures ?? [];
    if (near === undefined || far === undefined || desk === undefined) throw new Error('the bench page has no bench');
    const misread = [...near.texts, ...far.texts].filter((text) => text !== card).length;
    const readCount = near.texts.length + far.texts.length;
    if (misread > 0 || readCount < 2 * MEASURED) throw new Error(`${String(readCount)} read, ${String(misread)} wrong`);
    const readMs = [...near.readMs, ...far.readMs];
    const inWords = (values: readonly number[]): string =>
      `p50 ${formatMs(median(values))}, p95 ${formatMs(quantile(values, 0.95))}`;
    const detail = [
      `read ${inWords(readMs)} (promise: p50 ${formatMs(PROMISE_MS)})`,
      `decode ${inWords([...near.decodeMs, ...far.decodeMs])}`,
      `bare desk ${inWords(desk.readMs)}`,
      `${String(readCount)} frames of 1920×1080`,
    ].join('; ');
    const ratio = median(readMs) / median([...near.decodeMs, ...far.decodeMs]);
    return [{ name: 'QR of a card in a 1080p frame, p50', ratio, limit: 2, detail }];
  } finally {
    await machine.remove();
  }
}
