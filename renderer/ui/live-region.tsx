import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/**
 * Announces its text when it changes. Keep it mounted: a region added together with its text is often not read.
 * `isUrgent` interrupts; use it only when the officer must stop.
 */
export function LiveRegion({
  children,
  isUrgent = false,
}: {
  readonly children: ReactNode;
  readonly isUrgent?: boolean;
}) {
  return (
    <div className={styles.root} role={isUrgent ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
