import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { HotkeyScope } from './hotkey-scope.tsx';
import { Icon } from './icon.tsx';
import { X } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly isOpen: boolean;
  /** Called by Escape and the close button. Not called by a click outside: typed work must not vanish by a slip. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly size?: 'small' | 'normal' | 'large' | 'full';
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  /** Focused when the dialog opens; the first control otherwise. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** Whether the focus goes back to where it was, asked when the dialog goes; it does unless told otherwise. */
  readonly returnsFocus?: () => boolean;
  readonly children: ReactNode;
}

/** A modal dialog: focus stays inside and returns to where it was; shortcuts of the page behind are silent. */
export function Dialog(props: DialogProps) {
  const { size = 'normal' } = props;
  return (
    <Base.Root open={props.isOpen} onOpenChange={(isOpen) => !isOpen && props.onClose()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup
            className={joinClasses(styles.popup, size !== 'normal' && styles[size])}
            initialFocus={props.initialFocus ?? focusFirstControl}
            finalFocus={props.returnsFocus ?? true}
          >
            <HotkeyScope isModal={props.isOpen}>
              <div className={styles.head}>
                <div className={styles.titles}>
                  <Base.Title className={styles.title}>{props.title}</Base.Title>
                  {props.description !== undefined && (
                    <Base.Description className={styles.description} render={<div />}>
                      {props.description}
                    </Base.Description>
                  )}
                </div>
                <Base.Close className={styles.close} aria-label={props.closeLabel} title={props.closeLabel}>
                  <Icon icon={X} />
                </Base.Close>
              </div>
              <div className={styles.body} data-dialog-body="">
                {props.children}
              </div>
              {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
            </HotkeyScope>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The first control of the content, so that the officer can type at once; the close button comes last. */
function focusFirstControl(): HTMLElement | true {
  const bodies = document.querySelectorAll('[data-dialog-body]');
  const body = bodies[bodies.length - 1];
  const selector = 'input:not(:disabled),textarea:not(:disabled),button:not(:disabled),[tabindex="0"]';
  const inBody = body?.querySelector<HTMLElement>(selector);
  return inBody ?? body?.parentElement?.querySelector<HTMLElement>('[data-dialog-body] ~ * button') ?? true;
}
