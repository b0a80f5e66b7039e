import { describe, expect, it } from 'vitest';
import { renderPaper } from '#shared/documents/render-paper.ts';
import { renderThermalRaster, type ThermalRaster } from '#shared/documents/thermal/thermal-raster.ts';
import { THERMAL_EDGE } from '#shared/documents/papers/thermal-slip.ts';
import { MM } from '#shared/documents/layout/drawing.ts';
import type { Grey } from '#shared/imaging/raster.ts';
import { thermalSlip } from '#test/fixtures/golden/paper-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { pictureOf } from '#test/fixtures/golden/paper-picture.ts';
import { readQr } from '#test/support/read-qr.ts';

const fonts = readPaperFonts();
/** Dots per inch of the print head. */
const HEAD_DPI = 203.2;
const EDGE_DOTS = (THERMAL_EDGE / MM) * 8;

/** With a white edge, as on the roll. */
function toGrey({ widthDots, heightDots, rows }: ThermalRaster): Grey {
  const [widthPx, heightPx] = [widthDots + 2 * EDGE_DOTS, heightDots];
  const levels = new Uint8Array(widthPx * heightPx).fill(255);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const isBlack = ((rows[y * (widthDots / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (isBlack) levels[y * widthPx + x + EDGE_DOTS] = 0;
    }
  }
  return { widthPx, heightPx, levels };
}

/** Part of the dark dots of one picture that are dark in the other too, within one dot. */
function shareIn(a: Grey, b: Grey): number {
  let dark = 0;
  let found = 0;
  for (let y = 1; y < Math.min(a.heightPx, b.heightPx) - 1; y += 1) {
    for (let x = 1; x < Math.min(a.widthPx, b.widthPx) - 1; x += 1) {
      if ((a.levels[y * a.widthPx + x] ?? 255) > 100) continue;
      dark += 1;
      const isNear = [-1, 0, 1].some((dy) =>
        [-1, 0, 1].some((dx) => (b.levels[(y + dy) * b.widthPx + x + dx] ?? 255) < 128),
      );
      if (isNear) found += 1;
    }
  }
  return found / dark;
}

describe('the slip at the dots of the print head', () => {
  it('is 576 dots wide, the same each time, and its symbol reads back', async () => {
    const raster = renderThermalRaster(thermalSlip, fonts, { copyNumber: 1 });
    expect([raster.widthDots, raster.rows.length, raster.missingGlyphs]).toEqual([576, 72 * raster.heightDots, []]);
    const again = renderThermalRaster(thermalSlip, readPaperFonts(), { copyNumber: 1 });
    expect(Buffer.from(again.rows).equals(Buffer.from(raster.rows))).toBe(true);
    expect(await readQr(toGrey(raster))).toEqual([thermalSlip.qrPayload]);
  });

  it('shows what the PDF of the same slip shows, by another rasteriser', async () => {
    const ours = toGrey(renderThermalRaster(thermalSlip, fonts, { copyNumber: 2 }));
    const { bytes } = await renderPaper(thermalSlip, fonts, { copyNumber: 2 });
    const theirs = await pictureOf(bytes, 1, HEAD_DPI);
    expect(shareIn(ours, theirs)).toBeGreaterThan(0.99);
    expect(shareIn(theirs, ours)).toBeGreaterThan(0.99);
  });

  it('reports characters the fonts lack', () => {
    const raster = renderThermalRaster({ ...thermalSlip, applicantName: 'Lý 李' }, fonts, { copyNumber: 1 });
    expect(raster.missingGlyphs).toEqual(['李']);
  });
});
