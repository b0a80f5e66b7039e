import { beforeEach, describe, expect, it } from 'vitest';
import { createIntakeStore, type IntakeStore } from '#renderer/features/intake/store.ts';
import { layOf, page, pageId } from '#test/unit/shared/domain/sample-pages.ts';
import { procedure, readyDraft, scan } from '#test/unit/shared/domain/samples.ts';

let store: IntakeStore;
const state = () => store.getState();
const lay = () => layOf(state().draft.components);
const capture = (requirementId: string, ...numbers: readonly number[]): void => {
  for (const n of numbers) state().addCaptured(requirementId, { kind: 'page', page: page(n) });
};

beforeEach(() => {
  store = createIntakeStore(readyDraft());
});

describe('captured pages', () => {
  it('come behind the others, and their paper was received', () => {
    capture('c3', 1, 2);
    expect(lay()).toEqual([[], [], [1, 2]]);
    expect(state().draft.components[2]?.isReceived).toBe(true);
    expect(state().saving).toEqual({ kind: 'unsaved' });
  });

  it('take the place of the page that is retaken, once, and only in its component', () => {
    capture('c2', 1, 2, 3);
    state().set({ retaking: { requirementId: 'c2', pageId: pageId(2) } });
    capture('c3', 7);
    state().addCaptured('c2', { kind: 'file', file: scan(8) });
    capture('c2', 4, 5);
    expect(lay()).toEqual([[], [1, 4, 3, 5], [7]]);
    expect(state().retaking).toBeNull();
    state().undoPageWork();
    expect(lay()).toEqual([[], [1, 2, 3, 5], [7]]);
  });

  it('are not lost when the page that was to be retaken has gone', () => {
    capture('c2', 1, 2);
    state().set({ retaking: { requirementId: 'c2', pageId: pageId(2) } });
    state().workOnPages('c2', { kind: 'remove', pageId: pageId(2) });
    capture('c2', 3);
    expect(lay()).toEqual([[], [1, 3], []]);
  });
});

describe('page work', () => {
  it('is undone deed by deed, over all components; work that changes nothing is no deed', () => {
    capture('c2', 1, 2, 3);
    state().workOnPages('c2', { kind: 'move', pageId: pageId(1), by: -1 });
    expect(state().pageDeeds).toEqual([]);
    state().workOnPages('c2', { kind: 'move', pageId: pageId(3), by: -2 });
    state().workOnPages('c2', { kind: 'split', pageId: pageId(1), toRequirementId: 'c3' });
    state().workOnPages('c3', { kind: 'remove', pageId: pageId(2) });
    expect(lay()).toEqual([[], [3], [1]]);
    state().undoPageWork();
    expect(lay()).toEqual([[], [3], [1, 2]]);
    state().undoPageWork();
    expect(lay()).toEqual([[], [3, 1, 2], []]);
    state().undoPageWork();
    expect(lay()).toEqual([[], [1, 2, 3], []]);
    state().undoPageWork();
    expect(lay()).toEqual([[], [1, 2, 3], []]);
  });

  it('is forgotten with another procedure or another draft', () => {
    capture('c2', 1, 2);
    state().workOnPages('c2', { kind: 'remove', pageId: pageId(1) });
    state().pickProcedure(procedure, readyDraft().components);
    expect(state().pageDeeds).toEqual([]);
    capture('c2', 3);
    state().workOnPages('c2', { kind: 'remove', pageId: pageId(3) });
    state().open(readyDraft(), { kind: 'untouched' });
    expect(state().pageDeeds).toEqual([]);
  });
});

describe('dividing a stack', () => {
  const found = (...sheets: readonly (readonly [number, number])[]) => ({
    sheetNumbers: new Map(sheets.map(([n, number]) => [pageId(n), number])),
    notRead: 0,
  });

  it('is told, and undone in one', () => {
    capture('c2', 1, 2, 3, 4);
    state().splitStack('c2', found([2, 3], [4, 9]));
    expect(lay()).toEqual([[], [1], [3]]);
    expect(state().stackReport).toEqual({ requirementId: 'c2', sheets: 2, unknown: [9], moved: 1, notRead: 0 });
    state().undoPageWork();
    expect(lay()).toEqual([[], [1, 2, 3, 4], []]);
    expect(state().stackReport).toBeNull();
  });

  it('without a sheet is no deed, and is told all the same', () => {
    capture('c2', 1);
    state().splitStack('c2', { ...found(), notRead: 1 });
    expect(state().pageDeeds).toEqual([]);
    expect(state().stackReport).toMatchObject({ sheets: 0, notRead: 1 });
  });
});
