import type { DraftComponent } from './intake-draft.ts';

type Components = readonly DraftComponent[];

/** How the pages lay before and after one deed of page work. */
export interface PageUndo {
  readonly before: Components;
  readonly after: Components;
}

/**
 * Puts the pages back as they lay before. What has come in since then stays, behind the others of its component; so do
 * typed counts. A component that was only received because pages were put into it is not received any more, unless it got
 * something else since.
 */
export function undoPageWork(components: Components, { before, after }: PageUndo): Components {
  const known = new Set([...before, ...after].flatMap(({ pages }) => pages.map(({ pageId }) => pageId)));
  return components.map((component) => {
    const was = findSame(before, component);
    if (was === undefined) return component;
    const pages = [...was.pages, ...component.pages.filter(({ pageId }) => !known.has(pageId))];
    const hasMore = pages.length > was.pages.length || component.files.length > was.files.length;
    const isPutBack = wasReceivedByWork(was, findSame(after, component)) && !hasMore;
    return { ...component, pages, isReceived: component.isReceived && !isPutBack };
  });
}

function findSame(components: Components, { componentId }: DraftComponent): DraftComponent | undefined {
  return components.find((component) => component.componentId === componentId);
}

function wasReceivedByWork(before: DraftComponent, after: DraftComponent | undefined): boolean {
  return !before.isReceived && after?.isReceived === true;
}
