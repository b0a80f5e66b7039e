import { memo } from 'react';
import type { DataTableColumn } from './data-table-columns.ts';
import { joinClasses } from './join-classes.ts';
import styles from './data-table.module.css';

export interface DataTableRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly startPx: number;
  readonly columns: readonly DataTableColumn<Row>[];
  readonly isSelected: boolean;
}

/** Kept as it is while its row, columns and selection stay the same: an arrow key then draws two rows, not thirty. */
export const DataTableRow = memo(PlainRow) as typeof PlainRow;

function PlainRow<Row>(props: DataTableRowProps<Row>) {
  const { row, columns } = props;
  return (
    <div
      id={props.id}
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${props.startPx}px)` }}
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      data-index={props.index}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={joinClasses(styles.cell, column.align === 'end' && styles.end, column.isTabular && styles.tabular)}
          title={column.title?.(row)}
        >
          <span className={styles.text}>{column.cell(row)}</span>
        </div>
      ))}
    </div>
  );
}

const PLACEHOLDER_COUNT = 12;

/** Grey rows in the place of data that is being read; the table keeps its shape. */
export function PlaceholderRows<Row>({ columns }: { readonly columns: readonly DataTableColumn<Row>[] }) {
  return (
    <div role="rowgroup" className={styles.body} aria-hidden="true">
      {Array.from({ length: PLACEHOLDER_COUNT }, (_, index) => (
        <div key={index} className={styles.row} style={{ position: 'static' }}>
          {columns.map((column) => (
            <div key={column.id} className={styles.cell}>
              <span className={styles.placeholder} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
