import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { FileText } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './thumbnail.module.css';

export interface ThumbnailProps {
  /** Object URL of the picture; without one an icon is shown. */
  readonly src?: string | undefined;
  /** What the picture is, e.g. "Trang 2"; also the name of the button. */
  readonly label: string;
  readonly fallbackIcon?: IconType;
  readonly pageNumber?: number | undefined;
  readonly caption?: string | undefined;
  /** A Badge, e.g. for a blank page. */
  readonly flag?: ReactNode;
  /** Small icon buttons. */
  readonly actions?: ReactNode;
  readonly isSelected?: boolean;
  readonly isSmall?: boolean;
  readonly onOpen: () => void;
}

/** A scanned page or an attached file in small. */
export function Thumbnail(props: ThumbnailProps) {
  return (
    <figure className={joinClasses(styles.root, props.isSelected && styles.selected, props.isSmall && styles.small)}>
      <button
        type="button"
        className={styles.open}
        onClick={props.onOpen}
        aria-label={props.label}
        aria-pressed={props.isSelected}
        title={props.label}
      >
        {props.src === undefined ? (
          <Icon icon={props.fallbackIcon ?? FileText} size={20} />
        ) : (
          <img className={styles.image} src={props.src} alt="" draggable={false} decoding="async" />
        )}
        {props.pageNumber !== undefined && <span className={styles.number}>{props.pageNumber}</span>}
      </button>
      {props.caption !== undefined && (
        <figcaption className={styles.caption} title={props.caption}>
          {props.caption}
        </figcaption>
      )}
      {props.flag !== undefined && <div className={styles.flag}>{props.flag}</div>}
      {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
    </figure>
  );
}
