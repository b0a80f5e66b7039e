import type { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPaper } from '#shared/documents/render-paper.ts';
import { JUDGED_LONGEST_PX } from '#shared/imaging/plan-page.ts';
import { findReadingTurn } from '#shared/imaging/reading-direction.ts';
import type { Grey } from '#shared/imaging/raster.ts';
import { ordinaryReceipt, sparseReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { rasterise } from './rasterise.ts';

/** A quarter of a turn clockwise. */
function turned({ widthPx, heightPx, levels }: Grey): Grey {
  const to = new Uint8Array(levels.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) to[x * heightPx + (heightPx - 1 - y)] = levels[y * widthPx + x] ?? 0;
  }
  return { widthPx: heightPx, heightPx: widthPx, levels: to };
}

/** The small copy a page is judged by: the mean of what each of its pixels covers. */
function smallCopy({ width, height, data }: PNG): Grey {
  const scale = JUDGED_LONGEST_PX / Math.max(width, height);
  const [widthPx, heightPx] = [Math.round(width * scale), Math.round(height * scale)];
  const sums = new Float64Array(widthPx * heightPx);
  const counts = new Uint32Array(widthPx * heightPx);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(heightPx - 1, Math.floor(y * scale)) * widthPx;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.min(widthPx - 1, Math.floor(x * scale));
      sums[at] = (sums[at] ?? 0) + (data[(y * width + x) * 4] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return { widthPx, heightPx, levels: Uint8Array.from(sums, (sum, at) => sum / (counts[at] ?? 1)) };
}

describe('how a page of Vietnamese print is to be turned', () => {
  const pages: Grey[] = [];
  beforeAll(async () => {
    for (const content of [ordinaryReceipt, sparseReceipt]) {
      const { bytes } = await renderPaper(content, readPaperFonts(), { copyNumber: 1 });
      pages.push(...(await rasterise(bytes)).map(smallCopy));
    }
  });

  it('is found for pages that stand, lie on either side, and stand on their head', () => {
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      const clockwise = turned(page);
      const onItsHead = turned(clockwise);
      const found = [page, clockwise, onItsHead, turned(onItsHead)].map(findReadingTurn);
      expect(found).toEqual([0, 270, 180, 90]);
    }
  });

  it('stays as it is where nothing says otherwise: an empty page, ruled paper', () => {
    const [widthPx, heightPx] = [566, JUDGED_LONGEST_PX];
    const empty = { widthPx, heightPx, levels: new Uint8Array(widthPx * heightPx).fill(250) };
    const ruled = { ...empty, levels: empty.levels.slice() };
    for (let y = 20; y < heightPx; y += 20) ruled.levels.fill(60, y * widthPx, (y + 1) * widthPx);
    expect([empty, ruled, turned(ruled)].map(findReadingTurn)).toEqual([0, 0, 0]);
  });
});
