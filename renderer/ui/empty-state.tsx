import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon: IconType;
  readonly title: string;
  /** What will appear here and how to make the first one. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.root}>
      <span className={styles.icon}>
        <Icon icon={icon} size={20} />
      </span>
      <div className={styles.title}>{title}</div>
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
