import { describe, expect, it } from 'vitest';
import { isGoodAsItIs, planPage } from '#shared/imaging/plan-page.ts';
import type { Grey } from '#shared/imaging/raster.ts';
import {
  addGrain,
  blankSheet,
  fill,
  placeSheet,
  stain,
  textSheet,
  turnedCorners,
  type Sheet,
} from '#test/support/sample-page.ts';

const WHITE = 250;

/** A page as a good scanner gives it. */
function whitePage(): Sheet {
  const page = textSheet(900);
  return { ...page, levels: page.levels.map((level) => (level > 200 ? WHITE : level)) };
}

function onGround(page: Sheet, ground: Sheet, degrees: number): Grey {
  return placeSheet(page, ground, turnedCorners(page, ground, degrees));
}

describe('what is done with a page', () => {
  it('is nothing where it is good as it is', () => {
    const plan = planPage(whitePage());
    expect(plan.isBlank).toBe(false);
    expect(isGoodAsItIs(plan)).toBe(true);
  });

  it('turned on white, it is turned back and keeps its size, for nothing is printed in what turning adds', () => {
    const page = whitePage();
    const ground = blankSheet(page.widthPx, page.heightPx, WHITE);
    const { skewDegrees, box } = planPage(onGround(page, ground, 2));
    expect(Math.abs(skewDegrees - 2)).toBeLessThan(0.2);
    expect(box.left).toBeGreaterThan(0);
    expect(box.right).toBeLessThan(1);
    expect(box.left + box.right).toBeCloseTo(1, 1);
  });

  it('turned on the dark bed of a scanner, the bed is cut off and the page is not', () => {
    const page = whitePage();
    const ground = blankSheet(page.widthPx + 120, page.heightPx + 120, 25);
    const plan = planPage(onGround(page, ground, -3));
    const frame = Math.cos(0.0524) * ground.widthPx + Math.sin(0.0524) * ground.heightPx;
    const keptWidth = (plan.box.right - plan.box.left) * frame;
    expect(Math.abs(keptWidth - page.widthPx)).toBeLessThan(14);
  });

  it('grey paper becomes white and faint ink darker; white paper and photographs are left alone', () => {
    const grey = { ...textSheet(900), levels: textSheet(900).levels.map((level) => (level > 200 ? 190 : 90)) };
    const { tone } = planPage(grey);
    expect(tone).toBeDefined();
    const lifted = (level: number): number => (level - (tone?.black ?? 0)) * (tone?.gain ?? 0);
    expect(lifted(190)).toBeGreaterThan(205);
    expect(lifted(190) - lifted(90)).toBeGreaterThan(130);
    expect(planPage(whitePage()).tone).toBeUndefined();
    expect(planPage(blankSheet(600, 900, 110)).tone).toBeUndefined();
  });
});

describe('a page that may be blank', () => {
  const soiled = (): Sheet => {
    const sheet = blankSheet(640, 900);
    stain(sheet, { x: 200, y: 300 }, 150, 70);
    // A punch hole and a shadow along the fold.
    fill(sheet, 6, 420, 10, 10, 20);
    stain(sheet, { x: 640, y: 450 }, 60, 40);
    return addGrain(sheet, 12);
  };

  it.each([
    ['clean', () => blankSheet(640, 900)],
    ['with a stain, a punch hole, a shadow and grain', soiled],
    ['of grey paper', () => addGrain(blankSheet(640, 900, 170), 12)],
  ])('is flagged: %s', (_, sheet) => {
    expect(planPage(sheet()).isBlank).toBe(true);
  });

  it.each([
    ['a page of text', () => textSheet(900)],
    [
      'a stained page with one short line',
      () => {
        const sheet = soiled();
        for (let letter = 0; letter < 12; letter += 1) fill(sheet, 100 + letter * 9, 600, 2, 10, 40);
        return sheet;
      },
    ],
  ])('is not: %s', (_, sheet) => {
    expect(planPage(sheet()).isBlank).toBe(false);
  });
});
