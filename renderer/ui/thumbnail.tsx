import type { DragEvent, ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { Image } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './thumbnail.module.css';

export interface ThumbnailProps {
  /** Of the option, so that its listbox can name it as the active one. */
  readonly id: string;
  /** Address of the small picture; a placeholder of the same size until it is there. */
  readonly src: string | undefined;
  /** What a screen reader says, flags included. */
  readonly label: string;
  readonly fallbackIcon?: IconType;
  readonly pageNumber: number;
  /** Degrees clockwise by which the picture is shown turned. */
  readonly turnedBy?: 0 | 90 | 180 | 270;
  /** A few words below, e.g. of a blank page. */
  readonly flag?: ReactNode;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
  /** Another one was dropped on it. */
  readonly onDrop: (id: string) => void;
}

const DRAGGED = 'application/x-page';

/** A scanned page in small: one option of a listbox, which has the focus and hears the keys. */
export function Thumbnail(props: ThumbnailProps) {
  const { id, src, turnedBy = 0 } = props;
  const handleDragOver = (event: DragEvent): void => {
    if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
  };
  return (
    <div
      id={id}
      role="option"
      aria-selected={props.isSelected}
      aria-label={props.label}
      title={props.label}
      className={joinClasses(styles.root, props.isSelected && styles.selected)}
      onClick={props.onSelect}
      onDoubleClick={props.onOpen}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={handleDragOver}
      onDrop={(event) => {
        const dropped = event.dataTransfer.getData(DRAGGED);
        if (dropped === '') return;
        event.preventDefault();
        event.stopPropagation();
        props.onDrop(dropped);
      }}
    >
      <div className={styles.frame}>
        {src === undefined ? (
          <Icon icon={props.fallbackIcon ?? Image} size={20} />
        ) : (
          <img
            className={joinClasses(styles.image, turnedBy % 180 !== 0 && styles.sideways)}
            style={{ rotate: `${String(turnedBy)}deg` }}
            src={src}
            alt=""
            draggable={false}
            decoding="async"
          />
        )}
        <span className={styles.number}>{props.pageNumber}</span>
      </div>
      {props.flag !== undefined && <div className={styles.flag}>{props.flag}</div>}
    </div>
  );
}
