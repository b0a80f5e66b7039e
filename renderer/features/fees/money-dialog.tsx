import type { ReactNode } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog, type DialogProps } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import type { IconType } from '#renderer/ui/icon.tsx';
import { FailureNotice } from './failure-notice.tsx';
import styles from './fees.module.css';
import type { Action } from './use-action.ts';

interface MoneyDialogProps extends Pick<DialogProps, 'title' | 'size'> {
  readonly note: string;
  readonly actionLabel: string;
  readonly icon: IconType;
  readonly isDangerous?: boolean;
  readonly action: Action;
  readonly onRecord: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One entry in the books. Opens in the first field; Ctrl+Enter records it, Escape leaves it. */
export function MoneyDialog(props: MoneyDialogProps) {
  const { t } = useTranslation(['fees', 'common']);
  const { action, onRecord, onClose } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={props.title}
      description={props.note}
      closeLabel={t('common:close')}
      {...(props.size === undefined ? {} : { size: props.size })}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant={props.isDangerous === true ? 'danger' : 'primary'}
            icon={props.icon}
            shortcut="Ctrl+Enter"
            isDisabled={action.isBusy}
            onClick={onRecord}
          >
            {props.actionLabel}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <RecordKey record={onRecord} />
        {props.children}
        <FailureNotice failure={action.failure} />
      </div>
    </Dialog>
  );
}

/** Lives inside the dialog, so that its key is heard there and nowhere else. */
function RecordKey({ record }: { readonly record: () => void }) {
  useHotkeys({ 'Ctrl+Enter': record });
  return null;
}
