import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { HotkeyScope } from './hotkey-scope.tsx';
import { useHotkeys } from './hotkeys.ts';
import { Icon } from './icon.tsx';
import { CircleHelp, TriangleAlert } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './dialog.module.css';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen and what it means; never only "are you sure". */
  readonly children: ReactNode;
  /** The verb of what is confirmed, not "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** The step cannot be taken back: red button, and the focus starts on cancel. */
  readonly isDangerous?: boolean;
  readonly isConfirmDisabled?: boolean;
}

/** A question that must be answered: Ctrl+Enter confirms, Escape cancels. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isDangerous = false } = props;
  const confirm = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={props.isOpen} onOpenChange={(isOpen) => !isOpen && props.onCancel()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={joinClasses(styles.popup, styles.small)} initialFocus={isDangerous ? cancel : confirm}>
            <HotkeyScope isModal={props.isOpen}>
              <div className={joinClasses(styles.head, styles.confirmHead)}>
                <span className={joinClasses(styles.confirmIcon, isDangerous ? styles.danger : styles.info)}>
                  <Icon icon={isDangerous ? TriangleAlert : CircleHelp} size={20} />
                </span>
                <div className={styles.titles}>
                  <Base.Title className={styles.title}>{props.title}</Base.Title>
                  <Base.Description className={styles.description} render={<div />}>
                    {props.children}
                  </Base.Description>
                </div>
              </div>
              <div className={styles.actions}>
                <Button ref={cancel} onClick={props.onCancel} shortcut="Escape">
                  {props.cancelLabel}
                </Button>
                <ConfirmButton {...props} ref={confirm} />
              </div>
            </HotkeyScope>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type ConfirmButtonProps = ConfirmDialogProps & { readonly ref: React.Ref<HTMLButtonElement> };

/** Inside the scope, so that its shortcut belongs to the dialog. */
function ConfirmButton({ ref, onConfirm, confirmLabel, isDangerous, isConfirmDisabled = false }: ConfirmButtonProps) {
  useHotkeys({ 'Ctrl+Enter': onConfirm }, { isEnabled: !isConfirmDisabled });
  return (
    <Button
      ref={ref}
      variant={isDangerous ? 'danger' : 'primary'}
      onClick={onConfirm}
      shortcut="Ctrl+Enter"
      isDisabled={isConfirmDisabled}
    >
      {confirmLabel}
    </Button>
  );
}
