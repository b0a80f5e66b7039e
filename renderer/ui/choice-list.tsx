import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { toChoiceRows, type Choice, type ChoiceGroup } from './choices.ts';
import { Icon } from './icon.tsx';
import { Check } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import { Kbd } from './kbd.tsx';
import styles from './choice-list.module.css';

export interface ChoiceListProps<Value> {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly ChoiceGroup<Value>[];
  /** Index of the highlighted choice, headings not counted. */
  readonly activeIndex: number;
  readonly onHighlight: (index: number) => void;
  readonly onChoose: (choice: Choice<Value>) => void;
  /** Key of the chosen entry, which carries a tick. */
  readonly chosenKey?: string | undefined;
  readonly isSearching: boolean;
}

/** The id of one choice, for `aria-activedescendant`. */
export function choiceId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

const ESTIMATED_ROW_PX = { label: 28, oneLine: 32, twoLines: 50 } as const;

/**
 * The listbox under a search box: choices with headings. Only those in view are in the document, so 10,000 entries
 * scroll like ten. The focus stays in the search box; a press here must not take it away.
 */
export function ChoiceList<Value>(props: ChoiceListProps<Value>) {
  const { id, groups, activeIndex, chosenKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => toChoiceRows(groups), [groups]);
  const activeRow = rows.findIndex((row) => row.kind === 'choice' && row.index === activeIndex);
  const count = rows.filter((row) => row.kind === 'choice').length;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      if (row?.kind !== 'choice') return ESTIMATED_ROW_PX.label;
      return row.choice.detail === undefined ? ESTIMATED_ROW_PX.oneLine : ESTIMATED_ROW_PX.twoLines;
    },
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    paddingStart: 4,
    paddingEnd: 4,
    scrollPaddingEnd: 4,
  });
  useEffect(() => {
    // The first choice also brings its heading back into view.
    if (activeRow >= 0) virtualizer.scrollToIndex(activeIndex === 0 ? 0 : activeRow, { align: 'auto' });
  }, [activeRow, activeIndex, virtualizer]);
  return (
    <div
      ref={scroller}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={props.label}
      aria-busy={props.isSearching || undefined}
      className={styles.scroller}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div role="presentation" className={styles.spacer} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="presentation"
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'label' ? (
                <div className={styles.groupLabel}>{row.label}</div>
              ) : (
                <ChoiceOption
                  id={choiceId(id, row.index)}
                  choice={row.choice}
                  position={row.index + 1}
                  count={count}
                  isActive={row.index === activeIndex}
                  isChosen={chosenKey === undefined ? undefined : row.choice.key === chosenKey}
                  onHighlight={() => props.onHighlight(row.index)}
                  onChoose={() => props.onChoose(row.choice)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface ChoiceOptionProps {
  readonly id: string;
  readonly choice: Choice<unknown>;
  readonly position: number;
  readonly count: number;
  readonly isActive: boolean;
  /** undefined: the list acts and keeps no value. */
  readonly isChosen: boolean | undefined;
  readonly onHighlight: () => void;
  readonly onChoose: () => void;
}

function ChoiceOption({ choice, isActive, isChosen, ...rest }: ChoiceOptionProps) {
  return (
    <div
      id={rest.id}
      role="option"
      className={joinClasses(styles.option, isActive && styles.active)}
      aria-selected={isChosen ?? isActive}
      aria-disabled={choice.isDisabled || undefined}
      aria-setsize={rest.count}
      aria-posinset={rest.position}
      onMouseMove={isActive ? undefined : rest.onHighlight}
      onClick={choice.isDisabled ? undefined : rest.onChoose}
    >
      {choice.icon && <Icon icon={choice.icon} />}
      <span className={styles.text}>
        <span className={styles.title}>{choice.title}</span>
        {choice.detail !== undefined && <span className={styles.detail}>{choice.detail}</span>}
      </span>
      {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
      {choice.shortcut !== undefined && <Kbd keys={choice.shortcut} />}
      {isChosen !== undefined && <span className={styles.indicator}>{isChosen && <Icon icon={Check} />}</span>}
    </div>
  );
}
