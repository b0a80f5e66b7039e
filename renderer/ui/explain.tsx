import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Info } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import popup from './popup.module.css';
import styles from './explain.module.css';

export interface ExplainProps {
  /** Word of the trigger, e.g. "Cách tính". */
  readonly label: string;
  readonly title?: string;
  /** The rule behind a value. */
  readonly children: ReactNode;
}

/** The reason for a value, one hover or one Enter away. */
export function Explain({ label, title, children }: ExplainProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.trigger} openOnHover delay={150}>
        <Icon icon={Info} />
        {label}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} collisionPadding={8}>
          <Popover.Popup
            className={joinClasses(popup.popup, styles.popup)}
            aria-label={title === undefined ? label : undefined}
          >
            {title !== undefined && <Popover.Title className={styles.title}>{title}</Popover.Title>}
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
