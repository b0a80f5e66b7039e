import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Send } from '#renderer/ui/icons.ts';
import { Notice as Message } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { Notice } from '#shared/domain/notice.ts';

/** The address of a notice, to be corrected, and the notice sent again. Ctrl+Enter sends. */
export function ResendNoticeDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { t } = useTranslation(['notices', 'common']);
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const session = useSession();
  const [to, setTo] = useState(notice.to);
  const [isSending, setSending] = useState(false);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const isMail = notice.channel === 'email';
  const send = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const sent = await workflows.resendNotice(session, notice.noticeId, to);
    setSending(false);
    if (sent.ok) onClose();
    else setFailureCode(sent.error.code);
  };
  const isAddressWrong = failureCode === 'noticeAddressWrong';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('resendTitle')}
      description={t('resendNote')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            icon={Send}
            shortcut="Ctrl+Enter"
            isDisabled={isSending}
            onClick={() => void send()}
          >
            {t('resendRecord')}
          </Button>
        </>
      }
    >
      <SendKey send={() => void send()} />
      <TextField
        label={t(isMail ? 'mailbox' : 'mobileNumber')}
        isRequired
        isTabular={!isMail}
        inputMode={isMail ? 'email' : 'tel'}
        value={to}
        onChange={setTo}
        error={isAddressWrong ? errorText({ code: failureCode }) : undefined}
      />
      {failureCode !== null && !isAddressWrong && (
        <Message tone="danger" title={errorText({ code: failureCode })} isAnnounced />
      )}
    </Dialog>
  );
}

/** Lives inside the dialog, so that its key is heard there and nowhere else. */
function SendKey({ send }: { readonly send: () => void }) {
  useHotkeys({ 'Ctrl+Enter': send });
  return null;
}
