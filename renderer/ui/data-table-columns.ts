import type { ReactNode } from 'react';

export interface DataTableColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Least width in px; also the exact width when `flex` is left out. */
  readonly widthPx: number;
  /** Share of the free width. */
  readonly flex?: number;
  readonly align?: 'start' | 'end';
  /** Codes, dates, money. */
  readonly isTabular?: boolean;
  readonly isSortable?: boolean;
  /** Left out, from the right, while the table is too narrow for all columns (detail pane open, 150 %). */
  readonly isDroppable?: boolean;
  /** Full text of a cell that may be cut, shown as a tooltip. */
  readonly title?: (row: Row) => string;
}

export interface DataTableSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}
