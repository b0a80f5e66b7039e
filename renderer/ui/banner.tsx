import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { TONE_ICON } from './tone-icon.ts';
import type { Tone } from './tone.ts';
import styles from './banner.module.css';
import tones from './tone.module.css';

export interface BannerProps {
  readonly tone?: Tone;
  readonly icon?: IconType;
  /** The word that says what kind of thing this is, e.g. "Sự cố". */
  readonly lead?: string;
  /** One line; shown in full as a tooltip when it does not fit. */
  readonly text: string;
  /** Words from outside that must be readable to the end before they are put away: as many lines as it takes. */
  readonly isWrapped?: boolean;
  /** At most one button, size small. */
  readonly action?: ReactNode;
}

/** One line above the content, one action. For what matters to the whole station. */
export function Banner({ tone = 'warning', icon, lead, text, isWrapped = false, action }: BannerProps) {
  return (
    <div className={joinClasses(styles.root, tones[tone])} role="status">
      <Icon icon={icon ?? TONE_ICON[tone]} size={20} />
      <div className={joinClasses(styles.text, isWrapped && styles.wrapped)} title={text}>
        {lead !== undefined && <span className={styles.lead}>{lead}</span>}
        {text}
      </div>
      {action}
    </div>
  );
}
