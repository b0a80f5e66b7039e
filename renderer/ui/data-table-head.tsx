import type { DataTableColumn, DataTableSort } from './data-table-columns.ts';
import { Icon } from './icon.tsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './data-table.module.css';

export interface DataTableHeadProps<Row> {
  readonly columns: readonly DataTableColumn<Row>[];
  readonly sort: DataTableSort | undefined;
  readonly onSortChange: ((sort: DataTableSort) => void) | undefined;
}

/** Sticky column heads. The first click on another column sorts ascending, the next turns it round. */
export function DataTableHead<Row>({ columns, sort, onSortChange }: DataTableHeadProps<Row>) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {columns.map((column) => {
          const direction = sort?.columnId === column.id ? sort.direction : undefined;
          return (
            <div
              key={column.id}
              role="columnheader"
              className={joinClasses(styles.headCell, column.align === 'end' && styles.end)}
              aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
            >
              {column.isSortable && onSortChange ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSortChange({
                      columnId: column.id,
                      direction: direction === 'ascending' ? 'descending' : 'ascending',
                    })
                  }
                >
                  <span className={styles.text}>{column.header}</span>
                  <SortSign direction={direction} />
                </button>
              ) : (
                <span className={styles.text}>{column.header}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function SortSign({ direction }: { readonly direction: DataTableSort['direction'] | undefined }) {
  if (direction === undefined) return <Icon icon={ChevronsUpDown} className={styles.sortIdle} />;
  return <Icon icon={direction === 'ascending' ? ArrowUp : ArrowDown} />;
}
