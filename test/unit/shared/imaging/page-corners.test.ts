import { describe, expect, it } from 'vitest';
import { findPageCorners } from '#shared/imaging/page-corners.ts';
import { lengthOf, type Quad } from '#shared/imaging/quad.ts';
import { flatSize, warp } from '#shared/imaging/warp.ts';
import { addGrain, blankSheet, fill, placeSheet, stain, textSheet, toRaster } from '#test/support/sample-page.ts';

/** Frames are looked at with 640 pixels across; in a picture of 1,920 each of them is three. */
const SCALE = 3;
const DESK = blankSheet(640, 360, 105);
const page = textSheet(1200);

const SLANTED: Quad = [
  { x: 214.3, y: 31.2 },
  { x: 398.8, y: 22.5 },
  { x: 437.1, y: 331.9 },
  { x: 187.6, y: 318.4 },
];
const TURNED: Quad = [
  { x: 178.5, y: 90.1 },
  { x: 396.2, y: 40.7 },
  { x: 455.3, y: 262.4 },
  { x: 231.9, y: 331.6 },
];

function worstPx(found: Quad | undefined, corners: Quad): number {
  if (found === undefined) return Infinity;
  return Math.max(...corners.map((corner, at) => lengthOf(corner, found[at as 0 | 1 | 2 | 3]) * SCALE));
}

describe('the corners of a page in a frame', () => {
  it.each([
    ['seen at a slant', SLANTED],
    ['turned', TURNED],
  ])('are found within 10 pixels of a 1080p picture: %s', (_, corners) => {
    expect(worstPx(findPageCorners(placeSheet(page, DESK, corners)), corners)).toBeLessThan(10);
  });

  it('are found in a grainy picture of a stained page with a dark photograph on it, on an uneven desk', () => {
    const stained = { ...page, levels: page.levels.slice() };
    stain(stained, { x: 300, y: 700 }, 200, 60);
    fill(stained, 550, 120, 180, 240, 60);
    const desk = { ...DESK, levels: DESK.levels.map((level, at) => level - 40 + Math.round((at % 640) / 12)) };
    const frame = addGrain(placeSheet(stained, desk, SLANTED), 14);
    expect(worstPx(findPageCorners(frame), SLANTED)).toBeLessThan(10);
  });

  it('are found where a finger holds the page', () => {
    const frame = placeSheet(page, DESK, SLANTED);
    fill(frame, 180, 170, 40, 22, 105);
    expect(worstPx(findPageCorners(frame), SLANTED)).toBeLessThan(10);
  });

  it.each([
    ['a bare desk', addGrain(DESK, 14)],
    ['a picture that is all page', blankSheet(640, 360)],
    [
      'a small card',
      placeSheet(blankSheet(90, 60), DESK, [
        { x: 300, y: 150 },
        { x: 360, y: 150 },
        { x: 360, y: 190 },
        { x: 300, y: 190 },
      ]),
    ],
  ])('are not found in %s', (_, frame) => {
    expect(findPageCorners(frame)).toBeUndefined();
  });
});

describe('laying a page flat', () => {
  it('gives back what is on it: nine of ten points within 40 levels, at the shape of A4', () => {
    const big = { widthPx: 1280, heightPx: 720, levels: new Uint8Array(1280 * 720).fill(105) };
    const corners: Quad = [
      { x: 428, y: 62 },
      { x: 797, y: 45 },
      { x: 874, y: 663 },
      { x: 375, y: 636 },
    ];
    const source = textSheet(160);
    const size = flatSize(corners);
    expect(size.heightPx / size.widthPx).toBeCloseTo(Math.SQRT2, 2);
    const flat = warp(toRaster(placeSheet(source, big, corners)), corners, size);
    let near = 0;
    let looked = 0;
    for (let y = 0; y < size.heightPx; y += 3) {
      for (let x = 0; x < size.widthPx; x += 3) {
        const [fromX, fromY] = [
          ((x + 0.5) / size.widthPx) * source.widthPx,
          ((y + 0.5) / size.heightPx) * source.heightPx,
        ];
        const wanted = source.levels[Math.floor(fromY) * source.widthPx + Math.floor(fromX)] ?? 0;
        looked += 1;
        if (Math.abs((flat.rgba[(y * size.widthPx + x) * 4] ?? 0) - wanted) <= 40) near += 1;
      }
    }
    expect(near / looked).toBeGreaterThan(0.9);
  });

  it('of a whole picture changes nothing', () => {
    const picture = toRaster(textSheet(90));
    const { widthPx, heightPx } = picture;
    const corners: Quad = [
      { x: 0, y: 0 },
      { x: widthPx, y: 0 },
      { x: widthPx, y: heightPx },
      { x: 0, y: heightPx },
    ];
    expect(warp(picture, corners, { widthPx, heightPx }).rgba).toEqual(picture.rgba);
  });
});
