/** Brightness of the scene in a coarse grid, one byte each. */
export type Scene = Uint8Array;

/** A hand, a page that is laid down: cells that change by more than this, in more than this share of the scene. */
const CELL_STEP = 10;
const MOVED_SHARE = 0.015;
/** Looks in a row without movement: at five a second a little under a second. */
const STILL_LOOKS = 4;

export interface Stillness {
  /**
   * @param hasPage whether a page is seen in this scene
   * @returns whether the page is to be taken now
   */
  look(scene: Scene, hasPage: boolean): boolean;
  /** The page in the scene that was looked at last is taken: it is not asked for a second time. */
  markTaken(): void;
}

/**
 * Says when a page lies still. After one has been taken it waits for movement, and then for a scene that differs from the
 * one that was taken: a hand that passes over the same page takes nothing.
 */
export function createStillness(): Stillness {
  let before: Scene | undefined;
  let taken: Scene | undefined;
  let stillLooks = 0;
  let hasMoved = true;
  return {
    look(scene, hasPage) {
      const moves = before !== undefined && differs(before, scene);
      before = scene;
      if (moves) hasMoved = true;
      stillLooks = moves || !hasPage ? 0 : stillLooks + 1;
      return stillLooks >= STILL_LOOKS && hasMoved && (taken === undefined || differs(taken, scene));
    },
    markTaken() {
      taken = before;
      hasMoved = false;
    },
  };
}

function differs(one: Scene, other: Scene): boolean {
  let changed = 0;
  for (const [at, level] of one.entries()) {
    if (Math.abs(level - (other[at] ?? 0)) > CELL_STEP) changed += 1;
  }
  return changed > one.length * MOVED_SHARE;
}
