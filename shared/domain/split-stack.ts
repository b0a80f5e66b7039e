import type { DraftComponent } from './intake-draft.ts';
import type { ScannedPage } from './scanned-page.ts';

/** What came of a stack with separator sheets. */
export interface StackSplit {
  readonly components: readonly DraftComponent[];
  /** Separator sheets among the pages: they are no pages of the dossier. */
  readonly sheets: number;
  /** Numbers that the checklist does not have; the pages after such a sheet stay where they were captured. */
  readonly unknown: readonly number[];
  /** Pages that went to another component. */
  readonly moved: number;
}

/**
 * Divides the pages of one component: those after sheet n go to the end of the nth component of the checklist, those
 * before the first sheet stay. The sheets themselves leave the list of pages; their pictures stay in the store.
 * @param sheetNumbers which pages are separator sheets, and of which number
 */
export function splitStack(
  components: readonly DraftComponent[],
  requirementId: string,
  sheetNumbers: ReadonlyMap<ScannedPage['pageId'], number>,
): StackSplit {
  const captured = components.find((component) => component.requirementId === requirementId)?.pages ?? [];
  const piles = new Map<string, ScannedPage[]>();
  const unknown = new Set<number>();
  let target = requirementId;
  for (const page of captured) {
    const number = sheetNumbers.get(page.pageId);
    if (number === undefined) {
      piles.set(target, [...(piles.get(target) ?? []), page]);
      continue;
    }
    const named = components[number - 1]?.requirementId;
    if (named === undefined) unknown.add(number);
    target = named ?? requirementId;
  }
  return {
    components: components.map((component) => layDown(component, requirementId, piles)),
    sheets: captured.filter(({ pageId }) => sheetNumbers.has(pageId)).length,
    unknown: [...unknown],
    moved: [...piles].reduce((sum, [id, pages]) => (id === requirementId ? sum : sum + pages.length), 0),
  };
}

function layDown(
  component: DraftComponent,
  requirementId: string,
  piles: ReadonlyMap<string, readonly ScannedPage[]>,
): DraftComponent {
  const pile = piles.get(component.requirementId) ?? [];
  if (component.requirementId === requirementId) return { ...component, pages: [...pile] };
  if (pile.length === 0) return component;
  return { ...component, isReceived: true, pages: [...component.pages, ...pile] };
}
