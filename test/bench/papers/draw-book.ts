import { performance } from 'node:perf_hooks';
import { createRegisterShelf } from '#shared/documents/papers/register-shelf.ts';
import { renderPaper } from '#shared/documents/render-paper.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { dossierRegister, registerRow } from '#test/fixtures/golden/register-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

/**
 * `node --import tsx draw-book.ts ROWS [whole]`: draws a follow-up book in a process of its own, so that its memory is
 * its own too, and prints one line of JSON. `whole`: in one piece by pdf-lib, for comparison.
 */
const rowCount = Number(process.argv[2]);
const isWhole = process.argv[3] === 'whole';
const SLICE = 250;

const { rows: _, ...head } = dossierRegister;
const book: DossierRegisterBook = head;
const fonts = readPaperFonts();
const rowsFrom = (first: number, count: number): readonly DossierRegisterRow[] =>
  Array.from({ length: count }, (__, index) => registerRow(first + index));

let longestStepMs = 0;
/** Looked at after every step: what the system calls the peak begins with the memory of the process that started this one. */
let peakBytes = 0;
const startedAt = performance.now();
const paper = isWhole ? await drawWhole() : await drawInSlices();
const tookMs = performance.now() - startedAt;
const { pageCount, bytes } = paper;
process.stdout.write(JSON.stringify({ tookMs, longestStepMs, pageCount, byteCount: bytes.length, peakBytes }));

async function drawInSlices() {
  const shelf = createRegisterShelf(fonts, streamZlib);
  shelf.open(1, book, { copyNumber: 1 });
  for (let first = 1; first <= rowCount; first += SLICE) {
    await timed(() => shelf.addRows(1, rowsFrom(first, Math.min(SLICE, rowCount - first + 1))));
  }
  return timed(() => shelf.finish(1));
}

function drawWhole() {
  return timed(() => renderPaper({ ...book, rows: [...rowsFrom(1, rowCount)] }, fonts, { copyNumber: 1 }));
}

async function timed<T>(step: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await step();
  longestStepMs = Math.max(longestStepMs, performance.now() - from);
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  return result;
}
