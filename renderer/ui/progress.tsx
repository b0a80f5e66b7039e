import { useId } from 'react';
import { joinClasses } from './join-classes.ts';
import type { Tone } from './tone.ts';
import styles from './progress.module.css';
import tones from './tone.module.css';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The value in words, e.g. "3/5 giấy tờ". */
  readonly valueText: string;
  readonly tone?: Tone;
}

/** How much of a known amount is done. There is no spinner in this folder: unknown waits keep the layout instead. */
export function Progress({ label, value, max, valueText, tone = 'info' }: ProgressProps) {
  const id = useId();
  return (
    <div className={joinClasses(styles.root, tones[tone])}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        <span className={styles.value}>{valueText}</span>
      </div>
      <progress id={id} className={styles.bar} value={value} max={max} aria-valuetext={valueText} />
    </div>
  );
}
