import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';
import { say } from '#scripts/terminal.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { BenchRow } from '#test/bench/bench-row.ts';
import type { OcrFigures, OcrFonts } from '#test/bench/page/bench-api.ts';
import { withBenchPage } from '#test/bench/support/bench-app.ts';
import { formatMs, median, quantile } from '#test/bench/support/figures.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { EXTRACTION_FIELDS, type ExtractionFields } from '#shared/domain/extraction/extraction.ts';
import { rowTexts } from '#shared/domain/extraction/page-rows.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import { editDistance, lettersOf } from './character-error-rate.ts';

/** The promise of the product: letters wrong, missing or invented, of all letters on the pages. */
const MOST_WRONG = 0.04;

/**
 * Reads the sample papers, clean and worn, in Electron under the product's content security policy. The ratio is the
 * character error rate of all pages against what is promised.
 */
export async function benchOcr(): Promise<readonly BenchRow[]> {
  const machine = await makeMachineFolder();
  try {
    const figures = await withBenchPage(machine.folder, (page) =>
      page.evaluate((fonts) => window.bench?.measureOcr(fonts), readFonts()),
    );
    if (figures === undefined || figures.length === 0) throw new Error('the bench page has no bench');
    const judged = figures.map(judge);
    for (const page of judged) say(`    ${page.inWords}`);
    const rate = sum(judged.map(({ wrong }) => wrong)) / sum(judged.map(({ letters }) => letters));
    const times = figures.map(({ readMs }) => readMs);
    // The first page starts the engine.
    const detail = [
      `${percent(rate)} of ${String(sum(judged.map(({ letters }) => letters)))} letters wrong`,
      `worst page ${percent(Math.max(...judged.map(({ rate: ofPage }) => ofPage)))}`,
      `${String(sum(judged.map(({ right }) => right)))} of ${String(sum(judged.map(({ all }) => all)))} fields right`,
      `a page p50 ${formatMs(median(times))}, p95 ${formatMs(quantile(times, 0.95))}`,
      `${String(figures.length)} pages`,
    ].join('; ');
    return [{ name: 'OCR: letters wrong, against 4 %', ratio: rate / MOST_WRONG, limit: 1, detail }];
  } finally {
    await machine.remove();
  }
}

/** In which order the engine gives the two sides of a head is no error in its letters: rows are put in order first. */
function judge({ name, rows, expected, page, readMs }: OcrFigures) {
  const drawn = lettersOf(rows);
  const wrong = editDistance(drawn, lettersOf(rowTexts(page)));
  const rate = wrong / drawn.length;
  const { right, all } = judgeFields(expected, page);
  const inWords = `${name.padEnd(24)} ${percent(rate)}  ${formatMs(readMs)}  ${String(right)} of ${String(all)} fields`;
  return { letters: drawn.length, wrong, rate, right, all, inWords };
}

/** Of the fields on the paper and of those proposed that are not on it: how many are letter for letter right. */
function judgeFields(expected: ExtractionFields, page: RecognisedPage) {
  const proposal = proposeExtraction([page]);
  const asked = EXTRACTION_FIELDS.filter((field) => expected[field] !== undefined || proposal[field] !== undefined);
  return { right: asked.filter((field) => expected[field] === proposal[field]?.value).length, all: asked.length };
}

function readFonts(): OcrFonts {
  const folder = path.join(PROJECT_ROOT, 'node_modules/@expo-google-fonts/tinos');
  const face = (name: string, weight: string, style: string): OcrFonts[number] => ({
    descriptors: { weight, style },
    base64: readFileSync(path.join(folder, name)).toString('base64'),
  });
  return [
    face('400Regular/Tinos_400Regular.ttf', '400', 'normal'),
    face('700Bold/Tinos_700Bold.ttf', '700', 'normal'),
    face('400Regular_Italic/Tinos_400Regular_Italic.ttf', '400', 'italic'),
    face('700Bold_Italic/Tinos_700Bold_Italic.ttf', '700', 'italic'),
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
