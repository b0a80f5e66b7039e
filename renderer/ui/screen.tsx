import type { ReactNode } from 'react';
import styles from './screen.module.css';

export interface ScreenProps {
  readonly title: string;
  /** Beside the title: a count, a Badge, a date. */
  readonly note?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One screen inside the AppFrame: its title line, then content that fills the rest. */
export function Screen({ title, note, actions, children }: ScreenProps) {
  return (
    <div className={styles.root}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {note !== undefined && <div className={styles.note}>{note}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

/** Rows on top of each other; the last child may fill the height (give it `StackFill`). */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}

/** The part of a Stack that takes the height left over, e.g. a table. */
export function StackFill({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** Search and filters above a list. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.toolbar} role="group" aria-label={label}>
      {children}
    </div>
  );
}

/** The part of a Toolbar that takes the width left over. */
export function ToolbarGrow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.grow}>{children}</div>;
}

/** Three columns at 1366 px; two, then one, on narrower windows or at 150 %. */
export function ColumnLayout({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

export interface ColumnProps {
  readonly children: ReactNode;
  /** Stays in view under the scrolling part: the primary action. */
  readonly foot?: ReactNode;
}

export function Column({ children, foot }: ColumnProps) {
  return (
    <div className={styles.column}>
      <div className={styles.columnBody}>{children}</div>
      {foot !== undefined && <div className={styles.columnFoot}>{foot}</div>}
    </div>
  );
}
