import { expect, it } from 'vitest';
import { placeAfterKey } from '#renderer/features/intake/pages/place-after-key.ts';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 6],
  ['ArrowUp', 6, 1],
  ['Home', 7, 0],
  ['End', 0, 11],
  // Nowhere to go.
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 11, 11],
  ['ArrowUp', 4, 4],
  ['ArrowDown', 8, 8],
  // Not a key of the strip.
  ['Enter', 3, undefined],
  ['Alt+ArrowLeft', 3, undefined],
])('%s leads from page %i of 12, five in a row, to %s', (chord, place, expected) => {
  expect(placeAfterKey(chord, place, 12, 5)).toBe(expected);
});

it('leads nowhere without pages', () => {
  expect(placeAfterKey('End', 0, 0, 5)).toBeUndefined();
});
