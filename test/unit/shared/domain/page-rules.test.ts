import { describe, expect, it } from 'vitest';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { checkIntakeDraft } from '#shared/domain/intake-rules.ts';
import { countPaperPages } from '#shared/domain/page-rules.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { page, pages } from './sample-pages.ts';
import { date, procedure, readyDraft } from './samples.ts';

/** The first paper of the sample procedure is only shown; the second is captured. */
const REQUIREMENT = 'c2';
const FIELD = `pages:${REQUIREMENT}`;

function draftWith(list: readonly ScannedPage[], paperPageCount: number | null): IntakeDraft {
  const draft = readyDraft();
  const components = draft.components.map((component) =>
    component.requirementId === REQUIREMENT ? { ...component, pages: [...list], paperPageCount } : component,
  );
  return { ...draft, components };
}
const check = (list: readonly ScannedPage[], paperPageCount: number | null) =>
  checkIntakeDraft(draftWith(list, paperPageCount), procedure, date('2026-11-20'));
const pair = [page(1, { note: 'withNote' }), page(2, { note: 'withoutNote' })] as const;

describe('the count of pages', () => {
  it('is asked for as soon as there are images, and only then', () => {
    expect(check([], null)).toEqual([]);
    expect(check([], 4)).toEqual([]);
    expect(check(pages(1, 2), null)).toEqual([
      { field: FIELD, code: 'pageCountMissing', severity: 'blocking', details: { images: 2 } },
    ]);
  });

  it('has to be that of the images', () => {
    expect(check(pages(1, 2), 2)).toEqual([]);
    expect(check(pages(1, 2), 3)).toEqual([
      { field: FIELD, code: 'pageCountDiffers', severity: 'blocking', details: { typed: 3, images: 2 } },
    ]);
  });

  it('counts the two images of a sheet with a note once', () => {
    expect(check([...pair, page(3)], 2)).toEqual([]);
    expect(check([...pair, page(3)], 3)).toMatchObject([
      { code: 'pageCountDiffers', details: { typed: 3, images: 2 } },
    ]);
    expect(countPaperPages([...[...pair].reverse(), page(3)])).toBe(2);
    expect(countPaperPages([...pair, page(4, { note: 'withNote' }), page(5, { note: 'withoutNote' })])).toBe(2);
  });
});

describe('a note pair', () => {
  const [withNote, withoutNote] = pair;
  it.each([
    ['only with the note', [withNote, page(3)], 2],
    ['only without the note', [page(3), withoutNote], 2],
    ['with another page between', [withNote, page(3), withoutNote], 3],
    ['twice with the note', [withNote, page(3, { note: 'withNote' })], 2],
    ['with one too many', [...pair, page(3, { note: 'withNote' })], 2],
  ] as const)('is complete and side by side: %s', (_, list, count) => {
    expect(check(list, count)).toEqual([{ field: FIELD, code: 'notePairIncomplete', severity: 'blocking' }]);
  });
});

it('tells of pages that look blank and lets them be', () => {
  expect(check([page(1), page(2, { isBlank: true }), page(3, { isBlank: true })], 3)).toEqual([
    { field: FIELD, code: 'blankPages', severity: 'warning', details: { count: 2 } },
  ]);
});
