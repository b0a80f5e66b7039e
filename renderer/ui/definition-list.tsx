import { Fragment, type ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './definition-list.module.css';

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
  /** Smaller text under the value. */
  readonly note?: ReactNode;
  readonly isTabular?: boolean;
}

export interface DefinitionListProps {
  readonly items: readonly Definition[];
  /** Label above value, for narrow places. */
  readonly isStacked?: boolean;
}

/** Pairs of label and value. */
export function DefinitionList({ items, isStacked = false }: DefinitionListProps) {
  return (
    <dl className={joinClasses(styles.root, isStacked && styles.stacked)}>
      {items.map((item) => (
        <Fragment key={item.term}>
          <dt className={styles.term}>{item.term}</dt>
          <dd className={joinClasses(styles.value, item.isTabular && styles.tabular)}>
            {item.value}
            {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
