import type { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { VIETNAMESE_MARKED_LETTERS } from '#shared/documents/fonts/paper-charset.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { textBlock } from '#shared/documents/layout/block.ts';
import type { PageDrawing } from '#shared/documents/layout/drawing.ts';
import { paintPdf } from '#shared/documents/layout/paint-pdf.ts';
import { PAPER_FACES, PaperType, type PaperFace } from '#shared/documents/layout/paper-type.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { DPI, inkIn, rasterise } from './rasterise.ts';

const LETTERS = Array.from(VIETNAMESE_MARKED_LETTERS + VIETNAMESE_MARKED_LETTERS.toUpperCase());
/** The letters without any mark, in the same order. */
const BARE = LETTERS.map((letter) =>
  letter.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd').replace('Đ', 'D'),
);
const CELL = 28;
const PER_ROW = 14;
const PX = DPI / 72;

/** A page of letters, each in a square of its own, in the size of the body text doubled. */
function sheet(type: PaperType, letters: readonly string[], face: PaperFace): PageDrawing {
  const page: PageDrawing = { ops: [] };
  letters.forEach((text, index) => {
    const column = { x: 12 + (index % PER_ROW) * CELL, width: CELL };
    const style = { size: 18, leading: CELL, align: 'center' as const };
    textBlock(type, [{ text, face }], column, style).draw(page, 20 + Math.floor(index / PER_ROW) * CELL);
  });
  return page;
}

/** The pixels of one square as text, so that two can be compared. */
function cellPixels(png: PNG, index: number): string {
  const left = Math.round((12 + (index % PER_ROW) * CELL) * PX);
  const top = Math.round((20 + Math.floor(index / PER_ROW) * CELL) * PX);
  const side = Math.floor(CELL * PX);
  let pixels = '';
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      pixels += (png.data[(y * png.width + x) * 4] ?? 255) < 128 ? '#' : '.';
    }
  }
  return pixels;
}
const inkOf = (pixels: string): number => pixels.replaceAll('.', '').length;

describe.each(PAPER_FACES)('the 134 marked Vietnamese letters in %s', (face) => {
  let marked: readonly string[] = [];
  let bare: readonly string[] = [];
  let inkOutsideCells = 0;

  beforeAll(async () => {
    const type = new PaperType(readPaperFonts());
    const pages = [sheet(type, LETTERS, face), sheet(type, BARE, face)];
    const issuedAt = '2026-11-20T02:05:00.000Z' as Instant;
    const [markedPage, barePage] = await rasterise(
      await paintPdf(pages, type, A5_PORTRAIT.size, { title: 'Chữ cái', issuedAt }),
    );
    if (markedPage === undefined || barePage === undefined) throw new Error('page missing');
    marked = LETTERS.map((_, index) => cellPixels(markedPage, index));
    bare = BARE.map((_, index) => cellPixels(barePage, index));
    const inCells = marked.reduce((sum, pixels) => sum + inkOf(pixels), 0);
    inkOutsideCells = inkIn(markedPage, 0, 0, markedPage.width, markedPage.height) - inCells;
  });

  it('are all there, each in its own place', () => {
    expect(LETTERS).toHaveLength(134);
    expect(LETTERS.filter((_, index) => inkOf(marked[index] ?? '') < 60)).toEqual([]);
    expect(Math.abs(inkOutsideCells)).toBeLessThan(20);
  });

  it('all differ from each other', () => {
    expect(new Set(marked).size).toBe(134);
  });

  it('all carry more ink than the letter without marks', () => {
    // The dot of an i gives way to the mark above it, which may be the smaller of the two.
    const poorer = LETTERS.filter((_, index) => {
      const isDotted = BARE[index] === 'i';
      return !isDotted && inkOf(marked[index] ?? '') <= inkOf(bare[index] ?? '');
    });
    expect(poorer).toEqual([]);
  });
});
