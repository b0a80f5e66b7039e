import type { ReactNode } from 'react';
import styles from './form-grid.module.css';

/** Fields in lines, on twelve tracks. */
export function FormGrid({ children }: { readonly children: ReactNode }) {
  return <div className={styles.root}>{children}</div>;
}

export interface FormCellProps {
  readonly width?: 'full' | 'half' | 'third' | 'twoThirds' | 'quarter';
  readonly children: ReactNode;
}

export function FormCell({ width = 'full', children }: FormCellProps) {
  return <div className={styles[width]}>{children}</div>;
}
