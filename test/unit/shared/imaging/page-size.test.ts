import { describe, expect, it } from 'vitest';
import { orientRaster } from '#shared/imaging/orient.ts';
import { pageBudgetBytes, paperDpi, scaleToKeep } from '#shared/imaging/page-size.ts';

describe('how large a page is kept', () => {
  it('at 200 and at 300 dpi as it is, above that at 300', () => {
    expect(scaleToKeep(1_654, 2_339, 200)).toBe(1);
    expect(scaleToKeep(2_480, 3_508, 300)).toBe(1);
    expect(scaleToKeep(4_961, 7_016, 600)).toBe(0.5);
  });

  it('of unknown resolution down to 300 dpi of A4, which for A3 is still more than 200, and never larger than it came', () => {
    expect(scaleToKeep(1_000, 1_400, undefined)).toBe(1);
    const scale = scaleToKeep(6_000, 8_500, undefined);
    expect((8_500 * scale) / (420 / 25.4)).toBeGreaterThan(200);
    expect(scaleToKeep(100, 100, 72)).toBe(1);
  });

  it('is known only where the file says something that paper can have', () => {
    expect(paperDpi(1_654, 2_339, 200)).toBe(200);
    expect(paperDpi(3_307, 4_677, 300)).toBe(300);
    expect(paperDpi(4_032, 3_024, 72)).toBeUndefined();
    expect(paperDpi(1_654, 2_339, undefined)).toBeUndefined();
  });

  it('has bytes for 600 kB of A4 at 200 dpi, and more where it has more pixels', () => {
    expect(pageBudgetBytes(1_654, 2_339)).toBe(600_000);
    expect(pageBudgetBytes(800, 1_000)).toBe(600_000);
    expect(pageBudgetBytes(2_480, 3_508)).toBeGreaterThan(1_300_000);
  });
});

describe('turning a picture upright', () => {
  const [A, B, C, D, E, F] = [1, 2, 3, 4, 5, 6];
  const picture = {
    widthPx: 3,
    heightPx: 2,
    rgba: new Uint8ClampedArray([A, B, C, D, E, F].flatMap((level) => [level, 0, 0, 255])),
  };

  it.each([
    [1, [A, B, C, D, E, F]],
    [2, [C, B, A, F, E, D]],
    [3, [F, E, D, C, B, A]],
    [4, [D, E, F, A, B, C]],
    [5, [A, D, B, E, C, F]],
    [6, [D, A, E, B, F, C]],
    [7, [F, C, E, B, D, A]],
    [8, [C, F, B, E, A, D]],
  ])('orientation %i', (orientation, levels) => {
    const { widthPx, heightPx, rgba } = orientRaster(picture, orientation);
    expect([widthPx, heightPx]).toEqual(orientation >= 5 ? [2, 3] : [3, 2]);
    expect(levels.map((_, at) => rgba[at * 4])).toEqual(levels);
  });
});
