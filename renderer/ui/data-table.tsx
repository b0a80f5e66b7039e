import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';
import type { DataTableColumn, DataTableSort } from './data-table-columns.ts';
import { DataTableHead } from './data-table-head.tsx';
import { DataTableRow, PlaceholderRows } from './data-table-row.tsx';
import { rowAfterKey } from './grid-navigation.ts';
import { fittingColumns, widthOf } from './table-columns.ts';
import { useElementWidth } from './use-element-width.ts';
import styles from './data-table.module.css';

/** Must equal `--row-height` in tokens.css. */
export const ROW_HEIGHT_PX = 36;
const HEAD_HEIGHT_PX = ROW_HEIGHT_PX + 1;

export interface DataTableProps<Row> {
  /** Names the table for assistive technology. */
  readonly label: string;
  readonly columns: readonly DataTableColumn<Row>[];
  /** Already sorted and filtered. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey: string | undefined;
  /** A row was chosen by click or arrow keys. */
  readonly onSelect: (row: Row) => void;
  /** Enter or double click on a row. */
  readonly onOpen?: (row: Row) => void;
  readonly sort?: DataTableSort | undefined;
  readonly onSortChange?: (sort: DataTableSort) => void;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
  /** First load: grey rows keep the layout. */
  readonly isLoading?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

/**
 * A dense table of any length. One tab stop for the rows: arrows, Home, End, PageUp, PageDown move the choice,
 * Enter opens it. Column heads that sort are buttons before it. Keep `columns` outside the component that renders
 * the table (or in useMemo), so that unchanged rows are not drawn again.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, isLoading = false } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(scroller);
  const columns = useMemo(() => fittingColumns(props.columns, widthPx), [props.columns, widthPx]);
  const selectedIndex =
    props.selectedKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === props.selectedKey);
  const virtualizer = useTableVirtualizer(scroller, rows.length, selectedIndex);
  return (
    <div
      ref={mergeRefs(scroller, props.ref)}
      className={styles.root}
      style={columnStyle(columns)}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-busy={isLoading || undefined}
      aria-activedescendant={!isLoading && selectedIndex >= 0 ? `${id}-row-${selectedIndex}` : undefined}
      onKeyDown={(event) => handleRowKey(event, props, selectedIndex)}
    >
      <DataTableHead columns={columns} sort={props.sort} onSortChange={props.onSortChange} />
      {isLoading && <PlaceholderRows columns={columns} />}
      {!isLoading && rows.length === 0 && <EmptyRow columnCount={columns.length}>{props.empty}</EmptyRow>}
      {!isLoading && rows.length > 0 && (
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtualizer.getTotalSize() }}
          onClick={(event) => actOnRow(event, rows, props.onSelect)}
          onDoubleClick={(event) => actOnRow(event, rows, props.onOpen)}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const shown = { row, index, columns, startPx: start, isSelected: index === selectedIndex };
            return <DataTableRow key={rowKey(row)} id={`${id}-row-${index}`} {...shown} />;
          })}
        </div>
      )}
    </div>
  );
}

function handleRowKey<Row>(
  event: KeyboardEvent<HTMLDivElement>,
  props: DataTableProps<Row>,
  selectedIndex: number,
): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
  const selected = props.rows[selectedIndex];
  if (event.key === 'Enter' && selected !== undefined) {
    event.preventDefault();
    props.onOpen?.(selected);
    return;
  }
  const pageSize = Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT_PX) / ROW_HEIGHT_PX);
  const target = rowAfterKey(event.key, selectedIndex, props.rows.length, pageSize);
  const row = target === undefined ? undefined : props.rows[target];
  if (row === undefined) return;
  event.preventDefault();
  props.onSelect(row);
}

function actOnRow<Row>(event: MouseEvent, rows: readonly Row[], act: ((row: Row) => void) | undefined): void {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  const row = element === null ? undefined : rows[Number(element.dataset['index'])];
  if (row !== undefined) act?.(row);
}

function EmptyRow({ columnCount, children }: { readonly columnCount: number; readonly children: ReactNode }) {
  return (
    <div role="rowgroup">
      <div role="row">
        <div role="gridcell" aria-colspan={columnCount} className={styles.empty}>
          {children}
        </div>
      </div>
    </div>
  );
}

/**
 * Keeps the chosen row in view when it changes, and always rendered, even scrolled away, because `aria-activedescendant` must point at an
 * element.
 */
function useTableVirtualizer(scroller: React.RefObject<HTMLDivElement | null>, count: number, selectedIndex: number) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (selectedIndex < 0 || selectedIndex >= count || indexes.includes(selectedIndex)) return indexes;
      return [...indexes, selectedIndex].sort((a, b) => a - b);
    },
    [selectedIndex, count],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
    // The sticky head lies over the first row's height of the view.
    scrollPaddingEnd: HEAD_HEIGHT_PX,
    rangeExtractor,
  });
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  return virtualizer;
}

function columnStyle<Row>(columns: readonly DataTableColumn<Row>[]): CSSProperties {
  const tracks = columns.map(({ widthPx, flex }) =>
    flex === undefined ? `${widthPx}px` : `minmax(${widthPx}px, ${flex}fr)`,
  );
  return {
    '--table-columns': tracks.join(' '),
    '--table-min-width': `${widthOf(columns)}px`,
  } as CSSProperties;
}

function mergeRefs(own: React.RefObject<HTMLDivElement | null>, given: Ref<HTMLDivElement> | undefined) {
  return (element: HTMLDivElement | null) => {
    own.current = element;
    if (typeof given === 'function') given(element);
    else if (given) given.current = element;
  };
}
