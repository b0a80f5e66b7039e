import type { Captured } from '#renderer/workflows/attach-file.ts';
import type { DraftComponent, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { undoPageWork, type PageUndo } from '#shared/domain/page-undo.ts';
import { workOnPages, type PageWork } from '#shared/domain/page-work.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { splitStack, type StackSplit } from '#shared/domain/split-stack.ts';

/** Deeds that can be taken back; what came before is forgotten. */
const MOST_UNDONE = 100;

/** One deed of page work that can be taken back. */
export interface PageDeed extends PageUndo {
  readonly kind: PageWork['kind'] | 'splitStack';
  /** The component it was done in. */
  readonly requirementId: string;
}

/** What was found when a stack was divided by its separator sheets. */
export interface StackReport extends Pick<StackSplit, 'sheets' | 'unknown' | 'moved'> {
  readonly requirementId: string;
  /** Pages whose picture could not be looked at. */
  readonly notRead: number;
}

export interface PageState {
  /** The latest last. */
  readonly pageDeeds: readonly PageDeed[];
  /** The page whose place the next captured one takes. */
  readonly retaking: { readonly requirementId: string; readonly pageId: ScannedPage['pageId'] } | null;
  /** What is captured now is a stack with separator sheets. */
  readonly isStack: boolean;
  readonly stackReport: StackReport | null;
  /** How many pages of a stack have been looked at so far. */
  readonly lookingForSheets: { readonly requirementId: string; readonly done: number; readonly count: number } | null;
}

export interface PageActions {
  readonly addCaptured: (requirementId: string, captured: Captured) => void;
  readonly workOnPages: (requirementId: string, work: PageWork) => void;
  readonly undoPageWork: () => void;
  /** Divides the pages of the component; told by `stackReport`. */
  readonly splitStack: (
    requirementId: string,
    found: { readonly sheetNumbers: ReadonlyMap<ScannedPage['pageId'], number>; readonly notRead: number },
  ) => void;
}

export const NO_PAGE_WORK: PageState = {
  pageDeeds: [],
  retaking: null,
  isStack: false,
  stackReport: null,
  lookingForSheets: null,
};

type Edit = (change: Partial<Pick<IntakeDraft, 'components'>>) => void;
type Get = () => PageState & { readonly draft: IntakeDraft };
type Set = (change: Partial<PageState>) => void;

/** Page work changes the draft and nothing else: pictures stay in the store whatever is done, and so can be put back. */
export function pageActions(edit: Edit, set: Set, get: Get): PageActions {
  const put = (deed: Omit<PageDeed, 'before'>): void => {
    const before = get().draft.components;
    if (deed.after === before) return;
    edit({ components: [...deed.after] });
    set({ pageDeeds: [...get().pageDeeds.slice(1 - MOST_UNDONE), { ...deed, before }] });
  };
  const work = (requirementId: string, deed: PageWork): void => {
    const after = workOnPages(get().draft.components, requirementId, deed);
    put({ after, kind: deed.kind, requirementId });
  };
  return {
    addCaptured: (requirementId, captured) => {
      const { retaking, draft } = get();
      if (captured.kind === 'page' && retaking?.requirementId === requirementId) {
        set({ retaking: null });
        work(requirementId, { kind: 'replace', pageId: retaking.pageId, page: captured.page });
        if (get().draft !== draft) return;
      }
      edit({ components: get().draft.components.map((entry) => withCaptured(entry, requirementId, captured)) });
    },
    workOnPages: work,
    undoPageWork: () => {
      const { pageDeeds, draft } = get();
      const last = pageDeeds.at(-1);
      if (last === undefined) return;
      edit({ components: [...undoPageWork(draft.components, last)] });
      set({ pageDeeds: pageDeeds.slice(0, -1), stackReport: null });
    },
    splitStack: (requirementId, { sheetNumbers, notRead }) => {
      const { components, ...report } = splitStack(get().draft.components, requirementId, sheetNumbers);
      if (report.sheets > 0) put({ after: components, kind: 'splitStack', requirementId });
      set({ stackReport: { ...report, notRead, requirementId } });
    },
  };
}

/** The same file twice is one; a page is a page of its own, however alike. */
function withCaptured(component: DraftComponent, requirementId: string, captured: Captured): DraftComponent {
  if (component.requirementId !== requirementId) return component;
  const { files, pages } = component;
  if (captured.kind === 'page') return { ...component, isReceived: true, pages: [...pages, captured.page] };
  const others = files.filter(({ hash }) => hash !== captured.file.hash);
  return { ...component, isReceived: true, files: [...others, captured.file] };
}
