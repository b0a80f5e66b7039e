import { execFile } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { layOutPaper, renderPaper } from '#shared/documents/render-paper.ts';
import { drawPlainly } from '#test/fixtures/golden/draw-plainly.ts';
import { ordinaryReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import type { BenchRow } from './bench-row.ts';
import { withChromiumPrinter, type ChromiumPrinter } from './papers/chromium-receipt.ts';
import { preparePdfmake, renderWithPdfmake } from './papers/pdfmake-receipt.ts';
import { formatMs, median } from './support/figures.ts';

const WARM_UP = 40;
const MEASURED = 60;
/** Memory that a book of 10,000 rows may take beyond one of 1,000: its packed pages, and what the collector leaves lying. */
const BOOK_MEMORY = 128e6;

/** The intake receipt against three other ways to the same page, and the follow-up book of a large office. */
export async function run(): Promise<readonly BenchRow[]> {
  return [...(await measureReceipt()), ...(await measureBook())];
}

/**
 * An ordinary receipt with five papers. `bare`: the same fonts embedded and the same text at the same places by plain
 * pdf-lib calls, without layout, rules and QR symbol. All four take turns, so that all meet the same noise.
 */
async function measureReceipt(): Promise<readonly BenchRow[]> {
  const fonts = readPaperFonts();
  const { pages, size } = layOutPaper(new PaperType(fonts), ordinaryReceipt, { copyNumber: 1 });
  preparePdfmake(fonts);
  const took = { ours: [] as number[], bare: [] as number[], pdfmake: [] as number[], chromium: [] as number[] };
  const measureRound = async (printer: ChromiumPrinter): Promise<void> => {
    took.ours.push(await timeOf(() => renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 })));
    took.bare.push(await timeOf(() => drawPlainly(pages, fonts, size, { subset: true, textOnly: true })));
    took.pdfmake.push(await timeOf(() => renderWithPdfmake(ordinaryReceipt)));
    took.chromium.push((await printer.print()).tookMs);
  };
  await withChromiumPrinter(ordinaryReceipt, fonts, async (printer) => {
    for (let round = 0; round < WARM_UP + MEASURED; round += 1) await measureRound(printer);
  });
  const middle = (name: keyof typeof took): number => median(took[name].slice(WARM_UP));
  const toRow = (name: string, other: keyof typeof took, limit: number): BenchRow => ({
    name,
    ratio: middle('ours') / middle(other),
    limit,
    detail: `ours ${formatMs(middle('ours'))}, ${other} ${formatMs(middle(other))} (p50 of ${String(MEASURED)})`,
  });
  return [
    toRow('receipt PDF against the bare page by pdf-lib', 'bare', 1.5),
    toRow('… against pdfmake', 'pdfmake', 1 / 3),
    toRow("… against Chromium's printToPDF", 'chromium', 1 / 5),
  ];
}

interface DrawnBook {
  readonly tookMs: number;
  readonly longestStepMs: number;
  readonly pageCount: number;
  readonly byteCount: number;
  readonly peakBytes: number;
}

async function measureBook(): Promise<readonly BenchRow[]> {
  const small = await drawBook(1000);
  const large = await drawBook(10_000);
  const growth = large.peakBytes - small.peakBytes;
  const told = [
    `${formatMs(large.tookMs)} for ${String(large.pageCount)} pages of ${inMb(large.byteCount)}`,
    `longest step ${formatMs(large.longestStepMs)}`,
    `peak ${inMb(large.peakBytes)} against ${inMb(small.peakBytes)} with 1,000 rows`,
  ].join('; ');
  return [{ name: 'memory of a book of 10,000 rows', ratio: growth / BOOK_MEMORY, limit: 1, detail: told }];
}

async function drawBook(rowCount: number): Promise<DrawnBook> {
  const script = path.join(import.meta.dirname, 'papers', 'draw-book.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, String(rowCount)]);
  return JSON.parse(stdout) as DrawnBook;
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
