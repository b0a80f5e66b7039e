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

/** One thing that can be done with the selected page: a key while the strip has the focus, and a button. */
export interface OfferedDeed {
  readonly key: string;
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
  { openLarge, openSplit, holdPlace }: DeskHandles,
): readonly OfferedDeed[] {
  const { t } = useTranslation('pages');
  const workOnPages = useIntakeState((state) => state.workOnPages);
  const set = useIntakeState((state) => state.set);
  const splitStack = useSplitStack();
  const undo = useUndo();
  const neighbours = useNeighbours(requirementId);
  const page = pages[place];
  if (page === undefined) return [];
  const { pageId } = page;
  const work = (deed: PageWork) => (): void => {
    holdPlace();
    workOnPages(requirementId, deed);
  };
  const retake = (): void => {
    holdPlace();
    set({ retaking: { requirementId, pageId } });
  };
  const isFirst = place === 0 ? t('first') : undefined;
  const isLast = place === pages.length - 1 ? t('last') : undefined;
  const deed = (
    key: string,
    shortcut: string,
    [label, icon]: readonly [string, IconType],
    run: () => void,
    refusal?: string,
  ): OfferedDeed => ({ key, shortcut, label, icon, run, refusal });
  return [
    deed('open', 'Enter', [t('open'), Eye], openLarge),
    deed('moveBack', 'Alt+ArrowLeft', [t('moveBack'), ArrowLeft], work({ kind: 'move', pageId, by: -1 }), isFirst),
    deed('moveOn', 'Alt+ArrowRight', [t('moveOn'), ArrowRight], work({ kind: 'move', pageId, by: 1 }), isLast),
    deed('turnRight', 'R', [t('turnRight'), RotateCw], work({ kind: 'turn', pageId, by: 90 })),
    deed('turnLeft', 'Shift+R', [t('turnLeft'), RotateCcw], work({ kind: 'turn', pageId, by: -90 })),
    deed('remove', 'Delete', [t('remove'), Trash2], work({ kind: 'remove', pageId })),
    deed('retake', 'T', [t('retake'), RefreshCw], retake),
    deed('note', 'N', [t('note'), StickyNote], work({ kind: 'markNotePair', pageId })),
    deed('split', 'S', [t('split'), Scissors], openSplit, neighbours.hasOthers ? undefined : t('noOther')),
    deed(
      'merge',
      'M',
      [t('merge'), Merge],
      work({ kind: 'merge' }),
      neighbours.hasPrevious ? undefined : t('noPrevious'),
    ),
    deed('divide', 'D', [t('separators.divide'), ListChecks], () => void splitStack(requirementId)),
    deed('undo', 'Ctrl+Z', [t('undo'), Undo2], undo.run, undo.refusal),
  ];
}

export interface Undo {
  readonly run: () => void;
  readonly refusal: string | undefined;
}

export function useUndo(): Undo {
  const { t } = useTranslation('pages');
  const run = useIntakeState((state) => state.undoPageWork);
  const hasDeeds = useIntakeState((state) => state.pageDeeds.length > 0);
  return { run, refusal: hasDeeds ? undefined : t('nothingDone') };
}

function useNeighbours(requirementId: string): { readonly hasPrevious: boolean; readonly hasOthers: boolean } {
  const { procedure } = useIntake();
  const requirements = procedure?.components ?? [];
  const place = requirements.findIndex((requirement) => requirement.requirementId === requirementId);
  return { hasPrevious: place > 0, hasOthers: requirements.length > 1 };
}
