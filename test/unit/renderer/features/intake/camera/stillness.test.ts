import { beforeEach, describe, expect, it } from 'vitest';
import { createStillness, type Scene, type Stillness } from '#renderer/features/intake/camera/stillness.ts';

const CELLS = 48 * 36;
/** A scene whose cells are one of two levels, by a pattern of its own. */
const sceneOf = (page: number): Scene =>
  Uint8Array.from({ length: CELLS }, (_, cell) => ((cell * page) % 7 < 3 ? 90 : 220));
const [FIRST, SECOND, HAND] = [sceneOf(1), sceneOf(2), sceneOf(5)];
const grainy = (scene: Scene): Scene => scene.map((level, cell) => level + ((cell * 31) % 9) - 4);

let stillness: Stillness;
beforeEach(() => {
  stillness = createStillness();
});

/** Takes as the dialog does. @returns how many pages were taken */
function show(...scenes: readonly Scene[]): number {
  let taken = 0;
  for (const scene of scenes) {
    if (!stillness.look(scene, true)) continue;
    stillness.markTaken();
    taken += 1;
  }
  return taken;
}
const long = (scene: Scene): readonly Scene[] =>
  Array.from({ length: 12 }, (_, look) => (look % 2 ? grainy(scene) : scene));

describe('taking a page when it lies still', () => {
  it('takes it once, however long it lies there', () => {
    expect(show(...long(FIRST), ...long(FIRST))).toBe(1);
  });

  it('takes the next one when it has been laid down', () => {
    expect(show(...long(FIRST), HAND, ...long(SECOND))).toBe(2);
  });

  it('takes nothing while something moves', () => {
    expect(show(...Array.from({ length: 20 }, (_, look) => sceneOf(look % 2 ? 3 : 5)))).toBe(0);
  });

  it('takes nothing when a hand has passed over the page that was taken', () => {
    expect(show(...long(FIRST), HAND, HAND, ...long(FIRST))).toBe(1);
  });

  it('takes nothing where no page is seen, and waits anew when one is', () => {
    for (const scene of long(FIRST)) expect(stillness.look(scene, false)).toBe(false);
    expect(stillness.look(FIRST, true)).toBe(false);
    expect(show(...long(FIRST))).toBe(1);
  });

  it('a page that was taken by hand is not taken again', () => {
    stillness.look(FIRST, true);
    stillness.markTaken();
    expect(show(...long(FIRST))).toBe(0);
    expect(show(HAND, ...long(SECOND))).toBe(1);
  });
});
