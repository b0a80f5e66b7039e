import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { X } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import { TONE_ICON } from './tone-icon.ts';
import type { Tone } from './tone.ts';
import styles from './notice.module.css';
import tones from './tone.module.css';

export interface NoticeProps {
  readonly tone?: Tone;
  readonly icon?: IconType;
  readonly title: ReactNode;
  /** What it means and what to do. */
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
  readonly dismissLabel?: string | undefined;
  /** Read out when it appears: politely, or at once for danger. Off for notices that belong to the page. */
  readonly isAnnounced?: boolean;
}

/** A message inside the page, in the place it is about. Never moves the focus and never disappears by itself. */
export function Notice({ tone = 'info', icon, title, children, actions, isAnnounced = false, ...rest }: NoticeProps) {
  const role = isAnnounced ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={joinClasses(styles.root, tones[tone])} role={role}>
      <span className={styles.icon}>
        <Icon icon={icon ?? TONE_ICON[tone]} size={20} />
      </span>
      <div className={styles.content}>
        <div className={styles.title}>{title}</div>
        {children !== undefined && <div className={styles.text}>{children}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {rest.onDismiss && (
        <button type="button" className={styles.dismiss} onClick={rest.onDismiss} aria-label={rest.dismissLabel}>
          <Icon icon={X} />
        </button>
      )}
    </div>
  );
}
