import type { ReactNode } from 'react';
import { useId } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title: string;
  readonly icon?: IconType;
  /** At the right of the title: a count, a Badge, a small button. */
  readonly aside?: ReactNode;
  /** Content touches the edges (lists, tables). */
  readonly isFlush?: boolean;
  readonly isEmphasised?: boolean;
  readonly children: ReactNode;
}

/** A titled block of a screen; a named region for assistive technology. */
export function Panel({ title, icon, aside, isFlush = false, isEmphasised = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={joinClasses(styles.root, isEmphasised && styles.emphasised)} aria-labelledby={id}>
      <header className={styles.head}>
        {icon && <Icon icon={icon} />}
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
      <div className={joinClasses(styles.body, isFlush && styles.flush)}>{children}</div>
    </section>
  );
}
