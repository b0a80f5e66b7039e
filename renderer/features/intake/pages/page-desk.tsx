import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { chordOf } from '#renderer/ui/hotkey-registry.ts';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import { LargeView } from './large-view.tsx';
import { PageNotices } from './page-notices.tsx';
import { PageStrip } from './page-strip.tsx';
import { SplitDialog } from './split-dialog.tsx';
import styles from './pages.module.css';
import { usePageDeeds, type OfferedDeed } from './use-page-deeds.ts';

type OpenDialog = 'large' | 'split' | null;

/** Where the pages of the paper that is worked on lie: thumbnails, what can be done with them, and what was done. */
export function PageDesk({ component }: { readonly component: DraftComponent }) {
  const { requirementId, pages } = component;
  const { place, select, holdPlace } = useSelection(component);
  const [open, setOpen] = useState<OpenDialog>(null);
  const close = (): void => {
    setOpen(null);
  };
  const deeds = usePageDeeds(requirementId, pages, place, {
    openLarge: () => {
      setOpen('large');
    },
    openSplit: () => {
      setOpen('split');
    },
    holdPlace,
  });
  const undo = useIntakeState((state) => state.undoPageWork);
  const desk = useFocusKept(pages.length === 0);
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (chordOf(event.nativeEvent) !== 'Ctrl+Z') return;
    event.preventDefault();
    event.stopPropagation();
    undo();
  };
  const page = pages[place];
  return (
    <div ref={desk} className={styles.desk} onKeyDown={handleKeyDown}>
      {page !== undefined && (
        <PageStrip requirementId={requirementId} pages={pages} place={place} onSelect={select} deeds={deeds} />
      )}
      <PageNotices component={component} />
      {page !== undefined && <DeedBar deeds={deeds} />}
      {open === 'large' && page !== undefined && (
        <LargeView component={component} place={place} onSelect={select} onClose={close} />
      )}
      {open === 'split' && page !== undefined && (
        <SplitDialog requirementId={requirementId} page={page} place={place} onClose={close} />
      )}
    </div>
  );
}

/** Whose sign says it without a word; their keys are in the line below. */
const SIGNS: ReadonlySet<string> = new Set(['moveBack', 'moveOn', 'turnRight', 'turnLeft', 'undo']);

/** Every deed as a button, so that Tab reaches it and its key can be read. */
function DeedBar({ deeds }: { readonly deeds: readonly OfferedDeed[] }) {
  const { t } = useTranslation('pages');
  return (
    <>
      <div className={styles.bar} role="group" aria-label={t('strip')}>
        {deeds.map(({ key, shortcut, label, icon, run, refusal }) => (
          <Button
            key={key}
            size="small"
            variant="ghost"
            icon={icon}
            shortcut={shortcut}
            isIconOnly={SIGNS.has(key)}
            isDisabled={refusal !== undefined}
            disabledReason={refusal}
            onClick={run}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className={styles.help}>{t('stripHelp')}</p>
    </>
  );
}

/** The selected page; when it goes, the one in its place. */
function useSelection({ pages }: DraftComponent): {
  readonly place: number;
  readonly select: (place: number) => void;
  readonly holdPlace: () => void;
} {
  const [selected, setSelected] = useState({ pageId: '', place: 0 });
  const found = pages.findIndex(({ pageId }) => pageId === selected.pageId);
  const place = Math.min(found >= 0 ? found : selected.place, pages.length - 1);
  const select = (wanted: number): void => {
    setSelected({ pageId: pages[wanted]?.pageId ?? '', place: wanted });
  };
  return {
    place,
    select,
    holdPlace: () => {
      select(place);
    },
  };
}

/** When the last page goes and the focus with it, it comes to the button that brings the page back. */
function useFocusKept(isEmpty: boolean) {
  const desk = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isEmpty && document.activeElement === document.body) desk.current?.querySelector('button')?.focus();
  }, [isEmpty]);
  return desk;
}
