import type { DraftComponent } from './intake-draft.ts';
import { blocking, warning, type IntakeProblem } from './intake-problem.ts';
import type { ScannedPage } from './scanned-page.ts';

/** `pages:<requirementId>`, the field name of the pages of one row of the checklist. */
export function pagesField(requirementId: string): string {
  return `pages:${requirementId}`;
}

/**
 * Where a note pair (the same sheet with and without the note stuck on it) is complete: the places of its first pages.
 * A pair stands side by side, in either order; a page belongs to one pair only.
 */
export function findNotePairs(pages: readonly ScannedPage[]): readonly number[] {
  const firsts: number[] = [];
  for (let place = 0; place + 1 < pages.length; place += 1) {
    if (!isPair(pages[place], pages[place + 1])) continue;
    firsts.push(place);
    place += 1;
  }
  return firsts;
}

/** How many pages of paper the images show: the two images of a note pair show one. */
export function countPaperPages(pages: readonly ScannedPage[]): number {
  return pages.length - findNotePairs(pages).length;
}

/**
 * What TT 01/2023/TT-VPCP Đ8.2a–d asks of the images of one paper: every page is there, in the order of the paper
 * (a, b), blank sides are seen by the officer and not dropped by the machine (c), and a sheet with a note stuck on it
 * is captured twice, with and without the note, one after the other (d). Only the officer has counted the paper, so the
 * typed count is compared with the images.
 */
export function checkPages({ requirementId, pages, paperPageCount }: DraftComponent): readonly IntakeProblem[] {
  if (pages.length === 0) return [];
  const field = pagesField(requirementId);
  const marked = pages.filter(({ note }) => note !== 'none').length;
  const blank = pages.filter(({ isBlank }) => isBlank).length;
  return [
    ...checkCount(field, paperPageCount, countPaperPages(pages)),
    ...(marked === 2 * findNotePairs(pages).length ? [] : [blocking(field, 'notePairIncomplete')]),
    ...(blank > 0 ? [warning(field, 'blankPages', { count: blank })] : []),
  ];
}

function checkCount(field: string, typed: number | null, images: number): readonly IntakeProblem[] {
  if (typed === null) return [blocking(field, 'pageCountMissing', { images })];
  return typed === images ? [] : [blocking(field, 'pageCountDiffers', { typed, images })];
}

function isPair(one: ScannedPage | undefined, other: ScannedPage | undefined): boolean {
  if (one === undefined || other === undefined || one.note === 'none' || other.note === 'none') return false;
  return one.note !== other.note;
}
