import { describe, expect, it } from 'vitest';
import { findSkew } from '#shared/imaging/skew.ts';
import { addGrain, blankSheet, fill, placeSheet, stain, textSheet, turnedCorners } from '#test/support/sample-page.ts';

const page = textSheet(800);
const picture = blankSheet(700, 950);
const turned = (degrees: number) => addGrain(placeSheet(page, picture, turnedCorners(page, picture, degrees)), 12);

describe('how far a page is turned', () => {
  it.each([-9.6, -4.3, -0.7, 0.5, 2.4, 7.1])('is found within 0.2° (%f°)', (degrees) => {
    expect(Math.abs(findSkew(turned(degrees)) - degrees)).toBeLessThan(0.2);
  });

  it('is nothing on a page that is straight, and nothing on one that is turned farther than paper is laid', () => {
    expect(findSkew(turned(0))).toBe(0);
    expect(findSkew(turned(25))).toBe(0);
  });

  it('is found under a stain', () => {
    const stained = turned(3);
    stain(stained, { x: 300, y: 400 }, 160, 90);
    expect(Math.abs(findSkew(stained) - 3)).toBeLessThan(0.2);
  });

  it('is nothing where there are no lines: blank paper, and spots without order', () => {
    expect(findSkew(addGrain(blankSheet(700, 950), 15))).toBe(0);
    const spots = blankSheet(700, 950);
    const places = addGrain(blankSheet(400, 2, 127), 127);
    for (let spot = 0; spot < 400; spot += 1) {
      fill(spots, (places.levels[spot] ?? 0) * 2.7, (places.levels[400 + spot] ?? 0) * 3.7, 4, 4, 20);
    }
    expect(findSkew(spots)).toBe(0);
  });
});
