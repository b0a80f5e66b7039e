import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderPaper } from '#shared/documents/render-paper.ts';
import type { Grey } from '#shared/imaging/raster.ts';
import { GOLDEN_PAPERS, type GoldenPaper } from '#test/fixtures/golden/golden-papers.ts';
import { ordinaryReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { differingPixels, GOLDEN_DPI, pictureOf, readGrey } from '#test/fixtures/golden/paper-picture.ts';
import { readQr } from '#test/support/read-qr.ts';

const fonts = readPaperFonts();
const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/golden');
/**
 * Pixels, of some 480,000, that may differ by more than a third of black: another build of poppler rounds edges
 * otherwise. Here the two are equal; one missing mark over a letter has at least as many (see the test below).
 */
const TOLERATED_PIXELS = 4;

interface Drawn {
  readonly picture: Grey;
  readonly missingGlyphs: readonly string[];
}
const drawings = new Map<number, Promise<Drawn>>();

async function draw({ content, options, page = 1 }: GoldenPaper): Promise<Drawn> {
  const { bytes, missingGlyphs } = await renderPaper(content, fonts, options);
  return { picture: await pictureOf(bytes, page, GOLDEN_DPI), missingGlyphs };
}

/** The picture of a paper; that of the next one is begun, so that poppler works while this one is looked at. */
function drawingAt(index: number): Promise<Drawn> {
  for (const at of [index, index + 1]) {
    const paper = GOLDEN_PAPERS[at];
    if (paper !== undefined && !drawings.has(at)) drawings.set(at, draw(paper));
  }
  const drawing = drawings.get(index);
  if (drawing === undefined) throw new Error('no such paper');
  return drawing;
}

describe('papers look as they were approved', () => {
  it.each(GOLDEN_PAPERS.map((paper, index) => ({ ...paper, index })))('$name', async ({ name, index, codes }) => {
    const { picture, missingGlyphs } = await drawingAt(index);
    const approved = await readFile(path.join(FOLDER, `${name}.png`));
    expect(differingPixels(picture, readGrey(approved))).toBeLessThanOrEqual(TOLERATED_PIXELS);
    if (codes.length > 0) expect([...(await readQr(picture))].sort()).toEqual([...codes].sort());
    expect(missingGlyphs).toEqual(name.endsWith('missing-glyph') ? ['李'] : []);
    expect(approved.length).toBeLessThanOrEqual(60_000);
  });

  it('and one letter without its mark would be seen', async () => {
    const name = ordinaryReceipt.applicantName;
    const [right, wrong] = await Promise.all(
      [name, name.replace('ễ', 'ê')].map(async (applicantName) => {
        const { bytes } = await renderPaper({ ...ordinaryReceipt, applicantName }, fonts, { copyNumber: 1 });
        return pictureOf(bytes, 1, GOLDEN_DPI);
      }),
    );
    if (right === undefined || wrong === undefined) throw new Error('picture missing');
    expect(differingPixels(right, wrong)).toBeGreaterThan(TOLERATED_PIXELS);
  });
});
