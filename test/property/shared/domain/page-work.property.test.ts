import fc from 'fast-check';
import { expect, it } from 'vitest';
import { undoPageWork, type PageUndo } from '#shared/domain/page-undo.ts';
import { workOnPages, type PageWork } from '#shared/domain/page-work.ts';
import { splitStack } from '#shared/domain/split-stack.ts';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import { componentsWith, layOf, page, pageId, pages } from '#test/unit/shared/domain/sample-pages.ts';

const START = componentsWith(pages(1, 2, 3, 4), pages(5, 6), []);
const known = fc.integer({ min: 1, max: 6 }).map(pageId);
const requirement = fc.constantFrom('a', 'b', 'c');

type Deed = (
  components: readonly DraftComponent[],
  /** The page that is captured now. */
  n: number,
) => readonly DraftComponent[];

const onPages = (work: fc.Arbitrary<(n: number) => PageWork>): fc.Arbitrary<Deed> =>
  fc.tuple(requirement, work).map(
    ([where, make]) =>
      (components, n) =>
        workOnPages(components, where, make(n)),
  );

const deed: fc.Arbitrary<Deed> = fc.oneof(
  onPages(fc.tuple(known, fc.integer({ min: -5, max: 5 })).map(([id, by]) => () => ({ kind: 'move', pageId: id, by }))),
  onPages(
    fc.tuple(known, fc.constantFrom<90 | -90>(90, -90)).map(([id, by]) => () => ({ kind: 'turn', pageId: id, by })),
  ),
  onPages(known.map((id) => () => ({ kind: 'remove', pageId: id }))),
  onPages(known.map((id) => (n) => ({ kind: 'replace', pageId: id, page: page(n) }))),
  onPages(fc.nat({ max: 6 }).map((at) => (n) => ({ kind: 'insert', page: page(n), at }))),
  onPages(known.map((id) => () => ({ kind: 'markNotePair', pageId: id }))),
  onPages(fc.tuple(known, requirement).map(([id, to]) => () => ({ kind: 'split', pageId: id, toRequirementId: to }))),
  onPages(fc.constant(() => ({ kind: 'merge' }))),
  fc
    .tuple(requirement, fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), fc.integer({ min: 1, max: 5 })))
    .map(([where, sheets]) => (components: readonly DraftComponent[]) => {
      const numbers = new Map(Object.entries(sheets).map(([n, number]) => [pageId(Number(n)), number]));
      return splitStack(components, where, numbers).components;
    }),
);

const allOf = (components: readonly DraftComponent[]): readonly number[] => layOf(components).flat();

it('no sequence of page work has a page twice or loses one that it did not take out, and undoing gives everything back', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      const done: PageUndo[] = [];
      let components = START;
      for (const [index, run] of deeds.entries()) {
        const captured = 100 + index;
        const before = components;
        const after = run(before, captured);
        const now = allOf(after);
        expect(new Set(now).size).toBe(now.length);
        // What is gone was taken out by removing, retaking or as a separator sheet: one deed never takes more than it names.
        const came = now.filter((n) => !allOf(before).includes(n));
        expect(came.every((n) => n === captured)).toBe(true);
        done.push({ before, after });
        components = after;
      }
      for (const undo of done.reverse()) {
        components = undoPageWork(components, undo);
        expect(components).toEqual(undo.before);
      }
      expect(components).toEqual(START);
    }),
    { numRuns: 300 },
  );
});

it('work that takes nothing out keeps every page exactly once', () => {
  const keeping = fc.oneof(
    onPages(
      fc.tuple(known, fc.integer({ min: -5, max: 5 })).map(([id, by]) => () => ({ kind: 'move', pageId: id, by })),
    ),
    onPages(known.map((id) => () => ({ kind: 'turn', pageId: id, by: 90 }))),
    onPages(known.map((id) => () => ({ kind: 'markNotePair', pageId: id }))),
    onPages(fc.tuple(known, requirement).map(([id, to]) => () => ({ kind: 'split', pageId: id, toRequirementId: to }))),
    onPages(fc.constant(() => ({ kind: 'merge' }))),
  );
  fc.assert(
    fc.property(fc.array(keeping, { maxLength: 40 }), (deeds) => {
      const end = deeds.reduce((components, run) => run(components, 0), START);
      expect(allOf(end).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    }),
    { numRuns: 300 },
  );
});
