import { useRef, type ReactNode } from 'react';
import styles from './app-frame.module.css';

export interface AppFrameProps {
  readonly rail: ReactNode;
  /** Banners, or nothing. */
  readonly banner?: ReactNode;
  readonly statusBar: ReactNode;
  /** Text of the link that jumps over the rail. */
  readonly skipLabel: string;
  readonly children: ReactNode;
}

/** The window: rail at the left, banner above, status below, the screen between. The page itself never scrolls. */
export function AppFrame({ rail, banner, statusBar, skipLabel, children }: AppFrameProps) {
  const content = useRef<HTMLElement>(null);
  return (
    <div className={styles.root}>
      <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
        {skipLabel}
      </button>
      <div className={styles.rail}>{rail}</div>
      <div className={styles.banner}>{banner}</div>
      <main ref={content} className={styles.content} tabIndex={-1}>
        {children}
      </main>
      <div className={styles.status}>{statusBar}</div>
    </div>
  );
}
