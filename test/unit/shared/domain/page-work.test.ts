import { describe, expect, it } from 'vitest';
import { undoPageWork } from '#shared/domain/page-undo.ts';
import { insertPage, markNotePair, movePage, replacePage, turnPage, workOnPages } from '#shared/domain/page-work.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { componentsWith, layOf, numbersOf, page, pageId, pages } from './sample-pages.ts';

const notesOf = (list: readonly ScannedPage[]) => list.map(({ note }) => note);

describe('a page in its list', () => {
  it.each([
    [1, 1, [2, 1, 3]],
    [1, 9, [2, 3, 1]],
    [3, -1, [1, 3, 2]],
    [3, -9, [3, 1, 2]],
    [2, 0, [1, 2, 3]],
    [7, 1, [1, 2, 3]],
  ])('page %i moves by %i places, and no further than the ends', (n, by, expected) => {
    expect(numbersOf(movePage(pages(1, 2, 3), pageId(n), by))).toEqual(expected);
  });

  it('turns by quarters in both directions; the picture is the same', () => {
    const right = turnPage(pages(1), pageId(1), 90);
    expect(right[0]).toEqual(page(1, { turnedBy: 90 }));
    expect(turnPage(right, pageId(1), -90)).toEqual(pages(1));
    expect(turnPage(pages(1), pageId(1), -90)[0]?.turnedBy).toBe(270);
    expect(turnPage([page(1, { turnedBy: 270 })], pageId(1), 90)[0]?.turnedBy).toBe(0);
  });

  it('is put in once', () => {
    expect(numbersOf(insertPage(pages(1, 2), page(3), 1))).toEqual([1, 3, 2]);
    expect(numbersOf(insertPage(pages(1, 2), page(2), 0))).toEqual([1, 2]);
  });

  it('is retaken in its place, with the mark it had', () => {
    const list = replacePage([page(1), page(2, { note: 'withNote', turnedBy: 90 })], pageId(2), page(9));
    expect(list).toEqual([page(1), page(9, { note: 'withNote' })]);
  });
});

describe('a note pair', () => {
  it('is the page and the next one, and no pair after another press', () => {
    const marked = markNotePair(pages(1, 2, 3), pageId(2));
    expect(notesOf(marked)).toEqual(['none', 'withNote', 'withoutNote']);
    expect(markNotePair(marked, pageId(2))).toEqual(pages(1, 2, 3));
    expect(markNotePair(marked, pageId(3))).toEqual(pages(1, 2, 3));
  });

  it('waits for its second half, which is the page marked next', () => {
    const waiting = markNotePair(pages(1), pageId(1));
    expect(notesOf(waiting)).toEqual(['withNote']);
    expect(notesOf(markNotePair([...waiting, page(2)], pageId(2)))).toEqual(['withNote', 'withoutNote']);
  });

  it('leaves the pair beside it alone', () => {
    const marked = markNotePair(markNotePair(pages(1, 2, 3, 4), pageId(3)), pageId(2));
    expect(notesOf(marked)).toEqual(['none', 'withNote', 'withNote', 'withoutNote']);
    expect(notesOf(markNotePair(marked, pageId(2)))).toEqual(['none', 'none', 'withNote', 'withoutNote']);
  });
});

describe('pages and their components', () => {
  const start = componentsWith(pages(1, 2, 3), pages(4), []);

  it('are split: the page and those after it go to the end of another one, which is received by that', () => {
    expect(layOf(workOnPages(start, 'a', { kind: 'split', pageId: pageId(2), toRequirementId: 'b' }))).toEqual([
      [1],
      [4, 2, 3],
      [],
    ]);
    const received = workOnPages(start, 'a', { kind: 'split', pageId: pageId(1), toRequirementId: 'c' });
    expect(layOf(received)).toEqual([[], [4], [1, 2, 3]]);
    expect(received[2]?.isReceived).toBe(true);
  });

  it('are merged into the component before', () => {
    expect(layOf(workOnPages(start, 'b', { kind: 'merge' }))).toEqual([[1, 2, 3, 4], [], []]);
  });

  it.each([
    ['the first has none before it', 'a', { kind: 'merge' }],
    ['there is nothing to merge', 'c', { kind: 'merge' }],
    ['it goes to itself', 'a', { kind: 'split', pageId: pageId(1), toRequirementId: 'a' }],
    ['it goes nowhere', 'a', { kind: 'split', pageId: pageId(1), toRequirementId: 'z' }],
    ['the page is elsewhere', 'a', { kind: 'split', pageId: pageId(4), toRequirementId: 'b' }],
    ['the page is gone', 'a', { kind: 'remove', pageId: pageId(9) }],
    ['it is the last already', 'a', { kind: 'move', pageId: pageId(3), by: 1 }],
  ] as const)('stay as they are when %s', (_, requirementId, work) => {
    expect(workOnPages(start, requirementId, work)).toBe(start);
  });
});

describe('undoing', () => {
  it('keeps what has come in since, and typed counts', () => {
    const before = componentsWith(pages(1, 2), []);
    const after = workOnPages(before, 'a', { kind: 'remove', pageId: pageId(1) });
    const now = after.map((component) =>
      component.requirementId === 'a'
        ? { ...component, pages: [...component.pages, page(3)], paperPageCount: 3 }
        : component,
    );
    const undone = undoPageWork(now, { before, after });
    expect(layOf(undone)).toEqual([[1, 2, 3], []]);
    expect(undone[0]?.paperPageCount).toBe(3);
  });

  it('takes back that a paper was received only when nothing is left of it', () => {
    const before = componentsWith(pages(1, 2), []);
    const after = workOnPages(before, 'a', { kind: 'split', pageId: pageId(2), toRequirementId: 'b' });
    expect(undoPageWork(after, { before, after })).toEqual(before);
    const withMore = after.map((component) =>
      component.requirementId === 'b' ? { ...component, pages: [...component.pages, page(3)] } : component,
    );
    const undone = undoPageWork(withMore, { before, after });
    expect(layOf(undone)).toEqual([[1, 2], [3]]);
    expect(undone[1]?.isReceived).toBe(true);
  });
});
