import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { chordOf, normaliseChord } from '#renderer/ui/hotkey-registry.ts';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import styles from './pages.module.css';
import { placeAfterKey } from './place-after-key.ts';
import type { OfferedDeed } from './use-page-deeds.ts';
import { useThumbnail } from './use-pictures.ts';

interface PageStripProps {
  readonly requirementId: string;
  readonly pages: readonly ScannedPage[];
  readonly place: number;
  readonly onSelect: (place: number) => void;
  readonly deeds: readonly OfferedDeed[];
}

/** The pages of a paper in their order. It has the focus as a whole: arrow keys choose, the keys of the deeds act. */
export function PageStrip({ requirementId, pages, place, onSelect, deeds }: PageStripProps) {
  const { t } = useTranslation('pages');
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const activeId = pages[place] && `${listId}-${pages[place].pageId}`;
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const chord = chordOf(event.nativeEvent);
    const target = placeAfterKey(chord, place, pages.length, countColumns(list.current));
    const deed = deeds.find(({ shortcut }) => normaliseChord(shortcut) === chord);
    if (target === undefined && deed === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (target !== undefined) onSelect(target);
    else if (deed?.refusal === undefined && !event.repeat) deed?.run();
  };
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className={styles.strip}
      aria-label={t('strip')}
      aria-orientation="horizontal"
      aria-activedescendant={activeId}
      onKeyDown={handleKeyDown}
    >
      {pages.map((page, at) => (
        <PageOption
          key={page.pageId}
          id={`${listId}-${page.pageId}`}
          requirementId={requirementId}
          page={page}
          at={at}
          isSelected={at === place}
          onSelect={() => {
            onSelect(at);
          }}
          onOpen={deeds.find(({ key }) => key === 'open')?.run}
          findPlace={(id) => pages.findIndex(({ pageId }) => `${listId}-${pageId}` === id)}
          pages={pages}
        />
      ))}
    </div>
  );
}

function PageOption({
  id,
  requirementId,
  page,
  at,
  isSelected,
  onSelect,
  onOpen,
  findPlace,
  pages,
}: {
  readonly id: string;
  readonly requirementId: string;
  readonly page: ScannedPage;
  readonly at: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onOpen: (() => void) | undefined;
  readonly findPlace: (id: string) => number;
  readonly pages: readonly ScannedPage[];
}) {
  const { t } = useTranslation('pages');
  const src = useThumbnail(page.hash);
  const workOnPages = useIntakeState((state) => state.workOnPages);
  const isRetaken = useIntakeState((state) => state.retaking?.pageId === page.pageId);
  const flags = [
    page.isBlank && { key: 'blank', text: t('blank'), className: styles.flagBlank },
    page.note !== 'none' && { key: 'note', text: t(page.note), className: styles.flagNote },
    isRetaken && { key: 'retaking', text: t('retakingMark'), className: styles.flagNote },
  ].filter((flag) => flag !== false);
  const turned = page.turnedBy === 0 ? [] : [t('turned', { degrees: String(page.turnedBy) })];
  const words = [t('page', { page: String(at + 1) }), ...turned, ...flags.map(({ text }) => text)];
  return (
    <Thumbnail
      id={id}
      src={src}
      label={words.join(', ')}
      pageNumber={at + 1}
      turnedBy={page.turnedBy}
      isSelected={isSelected}
      onSelect={onSelect}
      onOpen={() => onOpen?.()}
      onDrop={(droppedId) => {
        const from = findPlace(droppedId);
        const dropped = pages[from];
        if (dropped !== undefined) workOnPages(requirementId, { kind: 'move', pageId: dropped.pageId, by: at - from });
      }}
      flag={
        flags.length === 0
          ? undefined
          : flags.map(({ key, text, className }) => (
              <div key={key} className={className}>
                {text}
              </div>
            ))
      }
    />
  );
}

/** Pages beside each other, by where they lie. */
function countColumns(list: HTMLElement | null): number {
  const tops = [...(list?.children ?? [])].map((child) => child.getBoundingClientRect().top);
  return Math.max(1, tops.filter((top) => top === tops[0]).length);
}
