import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import type { Tone } from './tone.ts';
import styles from './status-bar.module.css';
import tones from './tone.module.css';

export interface StatusItemProps {
  readonly icon: IconType;
  /** What the value is about, when the value does not say it; muted. */
  readonly label?: string | undefined;
  readonly value: string;
  /** More of the value, muted: since when, how old. */
  readonly detail?: string | undefined;
  /** Warning and danger fill the item; use them only when the officer has something to do. */
  readonly tone?: Tone;
  /** What it means, as a tooltip. */
  readonly hint?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  /** Changes are read out politely (the connection state). */
  readonly isLive?: boolean;
}

export function StatusItem(props: StatusItemProps) {
  const { tone = 'neutral', icon, label, value, detail } = props;
  const isLoud = tone === 'warning' || tone === 'danger';
  const className = joinClasses(styles.item, tones[tone], isLoud && styles[tone], props.onClick && styles.button);
  const content = (
    <>
      <Icon icon={icon} />
      {label !== undefined && <span className={styles.label}>{label}</span>}
      <span className={tone === 'neutral' ? undefined : styles.strong}>{value}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </>
  );
  const role = props.isLive ? 'status' : undefined;
  if (props.onClick) {
    return (
      <span role={role} className={styles.live}>
        <button type="button" className={className} title={props.hint} onClick={props.onClick}>
          {content}
        </button>
      </span>
    );
  }
  return (
    <span role={role} className={className} title={props.hint}>
      {content}
    </span>
  );
}
