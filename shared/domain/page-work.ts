import type { DraftComponent } from './intake-draft.ts';
import { findNotePairs } from './page-rules.ts';
import type { ScannedPage } from './scanned-page.ts';

type Pages = readonly ScannedPage[];
type Components = readonly DraftComponent[];
type PageId = ScannedPage['pageId'];

/**
 * One deed of an officer on the pages of a component. None of them touches a picture: pages change their place, their
 * marks and their component.
 */
export type PageWork =
  /** `by` places towards the end, negative towards the beginning; no further than the end there is. */
  | { readonly kind: 'move'; readonly pageId: PageId; readonly by: number }
  /** Degrees clockwise. */
  | { readonly kind: 'turn'; readonly pageId: PageId; readonly by: 90 | -90 }
  | { readonly kind: 'remove'; readonly pageId: PageId }
  /** Retake: `page` takes the place, and the note mark, of the one that is there. */
  | { readonly kind: 'replace'; readonly pageId: PageId; readonly page: ScannedPage }
  | { readonly kind: 'insert'; readonly page: ScannedPage; readonly at: number }
  /** Marks the page and the one after it as the images of one sheet with and without its note, or takes the marks off. */
  | { readonly kind: 'markNotePair'; readonly pageId: PageId }
  /** This page and the following ones go to the end of another component. */
  | { readonly kind: 'split'; readonly pageId: PageId; readonly toRequirementId: string }
  /** All pages go to the end of the component before, in the order of the checklist. */
  | { readonly kind: 'merge' };

/** The components after the work; the very same ones when there was nothing to do. */
export function workOnPages(components: Components, requirementId: string, work: PageWork): Components {
  switch (work.kind) {
    case 'move':
      return withPages(components, requirementId, (pages) => movePage(pages, work.pageId, work.by));
    case 'turn':
      return withPages(components, requirementId, (pages) => turnPage(pages, work.pageId, work.by));
    case 'remove':
      return withPages(components, requirementId, (pages) => removePage(pages, work.pageId));
    case 'replace':
      return withPages(components, requirementId, (pages) => replacePage(pages, work.pageId, work.page));
    case 'insert':
      return withPages(components, requirementId, (pages) => insertPage(pages, work.page, work.at));
    case 'markNotePair':
      return withPages(components, requirementId, (pages) => markNotePair(pages, work.pageId));
    case 'split':
      return splitPages(components, requirementId, work.pageId, work.toRequirementId);
    case 'merge':
      return mergeIntoPrevious(components, requirementId);
  }
}

export function movePage(pages: Pages, pageId: PageId, by: number): Pages {
  const from = placeOf(pages, pageId);
  const page = pages[from];
  if (page === undefined) return pages;
  const to = Math.max(0, Math.min(pages.length - 1, from + by));
  return to === from ? pages : insertPage(removePage(pages, pageId), page, to);
}

export function turnPage(pages: Pages, pageId: PageId, by: 90 | -90): Pages {
  return mapPage(pages, pageId, (page) => ({ ...page, turnedBy: TURNS[(page.turnedBy / 90 + by / 90 + 4) % 4] ?? 0 }));
}

export function removePage(pages: Pages, pageId: PageId): Pages {
  return placeOf(pages, pageId) < 0 ? pages : pages.filter((page) => page.pageId !== pageId);
}

/** A page that is there already is not put in a second time. */
export function insertPage(pages: Pages, page: ScannedPage, at: number): Pages {
  if (placeOf(pages, page.pageId) >= 0) return pages;
  return [...pages.slice(0, at), page, ...pages.slice(at)];
}

export function replacePage(pages: Pages, pageId: PageId, page: ScannedPage): Pages {
  return mapPage(pages, pageId, ({ note }) => ({ ...page, note }));
}

/**
 * With the mark already on it, the page and its other half lose theirs. Otherwise it is the second half of a page before
 * it that waits for one, or else the first half, and the next page the second.
 */
export function markNotePair(pages: Pages, pageId: PageId): Pages {
  const place = placeOf(pages, pageId);
  const [page, before, after] = [pages[place], pages[place - 1], pages[place + 1]];
  if (page === undefined) return pages;
  const mark = (marks: Readonly<Record<number, ScannedPage['note']>>): Pages =>
    pages.map((known, at) => ({ ...known, note: marks[at] ?? known.note }));
  if (page.note !== 'none') {
    const other = otherHalf(pages, place);
    return mark({ [place]: 'none', ...(other === undefined ? {} : { [other]: 'none' }) });
  }
  const isWaitedFor = before?.note === 'withNote' && otherHalf(pages, place - 1) === undefined;
  if (isWaitedFor) return mark({ [place]: 'withoutNote' });
  return mark({ [place]: 'withNote', ...(after?.note === 'none' ? { [place + 1]: 'withoutNote' } : {}) });
}

export function splitPages(
  components: Components,
  requirementId: string,
  pageId: PageId,
  toRequirementId: string,
): Components {
  const pages = pagesOf(components, requirementId);
  const place = placeOf(pages, pageId);
  if (place < 0) return components;
  return handOver(components, requirementId, toRequirementId, pages.slice(place));
}

export function mergeIntoPrevious(components: Components, requirementId: string): Components {
  const place = components.findIndex((component) => component.requirementId === requirementId);
  const before = components[place - 1];
  if (before === undefined) return components;
  return handOver(components, requirementId, before.requirementId, pagesOf(components, requirementId));
}

/** A component that gets pages was received. */
function handOver(components: Components, from: string, to: string, handed: Pages): Components {
  const isThere = components.some(({ requirementId }) => requirementId === to);
  if (from === to || !isThere || handed.length === 0) return components;
  const ids = new Set(handed.map(({ pageId }) => pageId));
  return components.map((component) => {
    if (component.requirementId === from) {
      return { ...component, pages: component.pages.filter(({ pageId }) => !ids.has(pageId)) };
    }
    if (component.requirementId !== to) return component;
    return { ...component, isReceived: true, pages: [...component.pages, ...handed] };
  });
}

function otherHalf(pages: Pages, place: number): number | undefined {
  const first = findNotePairs(pages).find((at) => at === place || at + 1 === place);
  if (first === undefined) return undefined;
  return first === place ? place + 1 : first;
}

const TURNS = [0, 90, 180, 270] as const;

function withPages(components: Components, requirementId: string, change: (pages: Pages) => Pages): Components {
  const pages = pagesOf(components, requirementId);
  const changed = change(pages);
  if (changed === pages) return components;
  return components.map((component) =>
    component.requirementId === requirementId ? { ...component, pages: [...changed] } : component,
  );
}

function mapPage(pages: Pages, pageId: PageId, change: (page: ScannedPage) => ScannedPage): Pages {
  if (placeOf(pages, pageId) < 0) return pages;
  return pages.map((page) => (page.pageId === pageId ? change(page) : page));
}

function pagesOf(components: Components, requirementId: string): Pages {
  return components.find((component) => component.requirementId === requirementId)?.pages ?? [];
}

function placeOf(pages: Pages, pageId: PageId): number {
  return pages.findIndex((page) => page.pageId === pageId);
}
