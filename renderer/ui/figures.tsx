import type { ReactNode } from 'react';
import styles from './figures.module.css';

/** Codes, dates and amounts that are compared by eye: digits of equal width, never broken over two lines. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <span className={styles.root}>{children}</span>;
}
