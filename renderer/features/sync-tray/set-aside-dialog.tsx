import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { QueueOperation } from '#renderer/data/queries/queue-items.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Archive } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { LONGEST_SET_ASIDE_REASON } from '#shared/domain/decide-set-aside.ts';
import styles from './sync-tray.module.css';

interface SetAsideDialogProps {
  readonly operation: QueueOperation;
  readonly onClose: () => void;
}

/** The supervisor's reason for ending the work on an operation. Opens in the field; Ctrl+Enter records it. */
export function SetAsideDialog({ operation, onClose }: SetAsideDialogProps) {
  const { t } = useTranslation(['queue', 'common']);
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const session = useSession();
  const [reason, setReason] = useState('');
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const record = async (): Promise<void> => {
    const done = await workflows.setAsideOperation(session, operation.operationId, reason);
    if (done.ok) onClose();
    else setFailureCode(done.error.code);
  };
  const isReasonMissing = failureCode === 'setAsideReasonMissing';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('setAside')}
      description={t('setAsideNote')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" icon={Archive} shortcut="Ctrl+Enter" onClick={() => void record()}>
            {t('setAsideRecord')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <RecordKey record={() => void record()} />
        <Notice tone="warning" title={t('why')}>
          {operation.parkedReason?.detail}
        </Notice>
        <TextField
          label={t('setAsideReason')}
          hint={t('setAsideHint')}
          lines={3}
          isRequired
          maxLength={LONGEST_SET_ASIDE_REASON}
          value={reason}
          onChange={setReason}
          error={isReasonMissing ? errorText({ code: failureCode }) : undefined}
        />
        {failureCode !== null && !isReasonMissing && (
          <Notice tone="danger" title={errorText({ code: failureCode })} isAnnounced />
        )}
      </div>
    </Dialog>
  );
}

/** Lives inside the dialog, so that its key is heard there and nowhere else. */
function RecordKey({ record }: { readonly record: () => void }) {
  useHotkeys({ 'Ctrl+Enter': record });
  return null;
}
