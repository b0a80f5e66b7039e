import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import { draftComponentsFor } from '#shared/domain/new-intake-draft.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { DossierComponentId, ScannedPageId } from '#shared/kernel/ids.ts';
import { id, NOW, procedure, scan } from './samples.ts';

/** The nth scanned page; two pages may well be the same picture. */
export function page(n: number, changes: Partial<ScannedPage> = {}): ScannedPage {
  const { hash } = scan(n);
  return {
    ...{ pageId: id(1_000 + n) as ScannedPageId, fileName: `trang-${String(n)}.jpg`, hash, originalHash: hash },
    ...{ mediaType: 'image/jpeg', sizeBytes: 1_000, widthPx: 1_654, heightPx: 2_339, dpi: 200 },
    ...{ turnedBy: 0, isBlank: false, note: 'none', capturedBy: 'scanner', deviceName: 'Máy mẫu', capturedAt: NOW },
    ...changes,
  };
}

export const pageId = (n: number): ScannedPageId => page(n).pageId;

export function pages(...numbers: readonly number[]): readonly ScannedPage[] {
  return numbers.map((n) => page(n));
}

/** `[3, 1]`: which pages lie there, in their order. */
export function numbersOf(list: readonly ScannedPage[]): readonly number[] {
  return list.map(({ pageId: known }) => Number(known.slice(-12)) - 1_000);
}

/** Components `a`, `b`, `c` … of a checklist, each with its pages. */
export function componentsWith(...lists: readonly (readonly ScannedPage[])[]): readonly DraftComponent[] {
  const [first] = draftComponentsFor(procedure, () => id(1) as DossierComponentId);
  if (first === undefined) throw new Error('the sample procedure asks for a paper');
  return lists.map((list, index) => ({
    ...first,
    componentId: id(500 + index) as DossierComponentId,
    requirementId: String.fromCharCode('a'.charCodeAt(0) + index),
    isReceived: list.length > 0,
    pages: [...list],
  }));
}

/** The pages of each component, by number. */
export function layOf(components: readonly DraftComponent[]): readonly (readonly number[])[] {
  return components.map((component) => numbersOf(component.pages));
}
