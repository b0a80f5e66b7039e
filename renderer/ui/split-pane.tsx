import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useHotkeys } from './hotkeys.ts';
import { X } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './split-pane.module.css';

export interface SplitPaneProps {
  /** The list. */
  readonly children: ReactNode;
  /** A DetailPane, or nothing. */
  readonly detail: ReactNode;
}

/** A list and, at its right, what is known about the chosen entry. */
export function SplitPane({ children, detail }: SplitPaneProps) {
  return (
    <div className={styles.root}>
      <div className={styles.main}>{children}</div>
      {detail}
    </div>
  );
}

export interface DetailPaneProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Names the region. */
  readonly label: string;
  /** Escape closes too. */
  readonly onClose: () => void;
  readonly closeLabel: string;
  /** Buttons at the bottom, always in view. */
  readonly actions?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function DetailPane(props: DetailPaneProps) {
  useHotkeys({ Escape: props.onClose });
  return (
    <section className={joinClasses(styles.detail, props.isWide && styles.wide)} aria-label={props.label}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{props.title}</h2>
          {props.subtitle !== undefined && <div className={styles.subtitle}>{props.subtitle}</div>}
        </div>
        <Button variant="ghost" size="small" icon={X} isIconOnly onClick={props.onClose}>
          {props.closeLabel}
        </Button>
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={props.label}>
        {props.children}
      </div>
      {props.actions !== undefined && <footer className={styles.actions}>{props.actions}</footer>}
    </section>
  );
}
