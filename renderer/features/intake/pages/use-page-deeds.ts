import { useIntake, useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { IconType } from '#renderer/ui/icon.tsx';
import {
  ArrowLeft,
  ArrowRight,
  Eye,
  ListChecks,
  Merge,
  RefreshCw,
  RotateCcw,
  RotateCw,
  Scissors,
  StickyNote,
  Trash2,
  Undo2,
} from '#renderer/ui/icons.ts';
import type { PageWork } from '#shared/domain/page-work.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { useSplitStack } from './use-split-stack.ts';

/** What can be done with the selected page, in the order of the buttons. */
const DEEDS = [
  { key: 'open', shortcut: 'Enter', icon: Eye },
  { key: 'moveBack', shortcut: 'Alt+ArrowLeft', icon: ArrowLeft },
  { key: 'moveOn', shortcut: 'Alt+ArrowRight', icon: ArrowRight },
  { key: 'turnRight', shortcut: 'R', icon: RotateCw },
  { key: 'turnLeft', shortcut: 'Shift+R', icon: RotateCcw },
  { key: 'undo', shortcut: 'Ctrl+Z', icon: Undo2 },
  { key: 'remove', shortcut: 'Delete', icon: Trash2 },
  { key: 'retake', shortcut: 'T', icon: RefreshCw },
  { key: 'note', shortcut: 'N', icon: StickyNote },
  { key: 'split', shortcut: 'S', icon: Scissors },
  { key: 'merge', shortcut: 'M', icon: Merge },
  { key: 'divide', shortcut: 'D', icon: ListChecks },
] as const;
type DeedKey = (typeof DEEDS)[number]['key'];

/** One of them: a key while the strip has the focus, and a button. */
export interface OfferedDeed {
  readonly key: DeedKey;
  readonly shortcut: string;
  readonly label: string;
  readonly icon: IconType;
  readonly run: () => void;
  /** Why it cannot be done now. */
  readonly refusal?: string | undefined;
}

export interface DeskHandles {
  readonly openLarge: () => void;
  readonly openSplit: () => void;
  /** Keeps the place, so that the next page is selected when this one goes. */
  readonly holdPlace: () => void;
}

export function usePageDeeds(
  requirementId: string,
  pages: readonly ScannedPage[],
  place: number,
  handles: DeskHandles,
): readonly OfferedDeed[] {
  const { t } = useTranslation('pages');
  const runs = useRuns(requirementId, pages[place]?.pageId, handles);
  const refusals = useRefusals(requirementId, pages, place);
  if (runs === undefined) return [];
  return DEEDS.map((deed) => ({ ...deed, label: t(deed.key), run: runs[deed.key], refusal: refusals[deed.key] }));
}

function useRuns(
  requirementId: string,
  pageId: ScannedPage['pageId'] | undefined,
  { openLarge, openSplit, holdPlace }: DeskHandles,
): Readonly<Record<DeedKey, () => void>> | undefined {
  const workOnPages = useIntakeState((state) => state.workOnPages);
  const set = useIntakeState((state) => state.set);
  const undo = useIntakeState((state) => state.undoPageWork);
  const splitStack = useSplitStack();
  if (pageId === undefined) return undefined;
  const work = (deed: PageWork) => (): void => {
    holdPlace();
    workOnPages(requirementId, deed);
  };
  return {
    open: openLarge,
    moveBack: work({ kind: 'move', pageId, by: -1 }),
    moveOn: work({ kind: 'move', pageId, by: 1 }),
    turnRight: work({ kind: 'turn', pageId, by: 90 }),
    turnLeft: work({ kind: 'turn', pageId, by: -90 }),
    undo,
    remove: work({ kind: 'remove', pageId }),
    retake: () => {
      holdPlace();
      set({ retaking: { requirementId, pageId } });
    },
    note: work({ kind: 'markNotePair', pageId }),
    split: openSplit,
    merge: work({ kind: 'merge' }),
    divide: () => void splitStack(requirementId),
  };
}

function useRefusals(
  requirementId: string,
  pages: readonly ScannedPage[],
  place: number,
): Readonly<Partial<Record<DeedKey, string>>> {
  const { t } = useTranslation('pages');
  const hasDeeds = useIntakeState((state) => state.pageDeeds.length > 0);
  const requirements = useIntake().procedure?.components ?? [];
  return {
    ...(place === 0 ? { moveBack: t('first') } : {}),
    ...(place === pages.length - 1 ? { moveOn: t('last') } : {}),
    ...(hasDeeds ? {} : { undo: t('nothingDone') }),
    ...(requirements.length > 1 ? {} : { split: t('noOther') }),
    ...(requirements[0]?.requirementId === requirementId ? { merge: t('noPrevious') } : {}),
  };
}
