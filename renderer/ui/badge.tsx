import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { TONE_ICON } from './tone-icon.ts';
import type { Tone } from './tone.ts';
import styles from './badge.module.css';
import tones from './tone.module.css';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: IconType | undefined;
  /** The word; required, because colour and icon alone say nothing. */
  readonly children: ReactNode;
}

/** A state in one word. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={joinClasses(styles.root, tones[tone])}>
      <Icon icon={icon ?? TONE_ICON[tone]} />
      <span className={styles.word}>{children}</span>
    </span>
  );
}
