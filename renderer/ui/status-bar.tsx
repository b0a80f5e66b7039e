import type { ReactNode } from 'react';
import styles from './status-bar.module.css';

export interface StatusBarProps {
  /** Names the bar for assistive technology. */
  readonly label: string;
  /** StatusItems about the station's work. */
  readonly children: ReactNode;
  /** StatusItems at the right: officer, counter, time. */
  readonly end?: ReactNode;
}

/** The calm line at the bottom that always says what is true. */
export function StatusBar({ label, children, end }: StatusBarProps) {
  return (
    <footer className={styles.root} aria-label={label}>
      <div className={styles.start}>{children}</div>
      {end !== undefined && <div className={styles.end}>{end}</div>}
    </footer>
  );
}
