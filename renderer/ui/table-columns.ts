/** What decides whether a column fits. */
export interface ColumnWidth {
  readonly widthPx: number;
  readonly isDroppable?: boolean;
}

/** Space at both ends of a row; must equal the row's padding in data-table.module.css. */
const ROW_PADDING_PX = 8;

/** Least width in px at which all of `columns` are shown in full. */
export function widthOf(columns: readonly ColumnWidth[]): number {
  return columns.reduce((sum, column) => sum + column.widthPx, ROW_PADDING_PX);
}

/**
 * The columns for a table of `availablePx`: droppable ones go, the rightmost first, until the rest fits. What cannot
 * be dropped stays and the table scrolls sideways.
 */
export function fittingColumns<Column extends ColumnWidth>(
  columns: readonly Column[],
  availablePx: number,
): readonly Column[] {
  if (widthOf(columns) <= availablePx) return columns;
  const last = columns.findLastIndex((column) => column.isDroppable);
  return last < 0
    ? columns
    : fittingColumns(
        columns.filter((_, index) => index !== last),
        availablePx,
      );
}
