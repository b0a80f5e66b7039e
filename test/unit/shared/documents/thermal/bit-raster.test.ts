import { describe, expect, it } from 'vitest';
import { BitRaster } from '#shared/documents/thermal/bit-raster.ts';

function shown(raster: BitRaster): readonly string[] {
  return Array.from({ length: raster.heightDots }, (_, y) =>
    Array.from({ length: raster.widthDots }, (__, x) => (raster.isBlack(x, y) ? '#' : '.')).join(''),
  );
}
const square = (left: number, top: number, right: number, bottom: number, isHole = false) => {
  const points = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return isHole ? points.reverse() : points;
};

describe('filling outlines dot by dot', () => {
  it('blackens what lies inside and leaves a hole white', () => {
    const raster = new BitRaster(8, 6);
    raster.fill([square(1, 1, 7, 5), square(3, 2, 5, 4, true)]);
    expect(shown(raster)).toEqual(['........', '.######.', '.##..##.', '.##..##.', '.######.', '........']);
  });

  it('fills where two parts of a letter overlap', () => {
    const raster = new BitRaster(6, 3);
    raster.fill([square(0, 0, 4, 3), square(2, 0, 6, 3)]);
    expect(shown(raster)).toEqual(['######', '######', '######']);
  });

  it('keeps a stroke thinner than a dot when it covers enough of it', () => {
    const raster = new BitRaster(4, 2);
    raster.fill([square(1.25, 0, 1.75, 2)]);
    expect(shown(raster)).toEqual(['.#..', '.#..']);
    const faint = new BitRaster(4, 2);
    faint.fill([square(1.25, 0, 1.5, 2)]);
    expect(shown(faint)).toEqual(['....', '....']);
  });

  it('leaves out what sticks out', () => {
    const raster = new BitRaster(4, 2);
    raster.fill([square(-3, -3, 2, 9)]);
    raster.fill([square(9, 0, 12, 2)]);
    raster.fillRectangle(3, -1, 5, 2);
    expect(shown(raster)).toEqual(['##.#', '##..']);
  });

  it('packs eight dots into a byte, the leftmost highest', () => {
    const raster = new BitRaster(10, 1);
    raster.fillRectangle(0, 0, 1, 1);
    raster.fillRectangle(9, 0, 1, 1);
    expect([...raster.rows]).toEqual([0x80, 0x40]);
  });
});
