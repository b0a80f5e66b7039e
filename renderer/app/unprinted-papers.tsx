import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { StatusItem } from '#renderer/ui/status-item.tsx';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';

/** How many papers have not come out, and the way to print them, also those of walk-ins that are in no list. */
export function UnprintedPapers({ count }: { readonly count: number }) {
  const { t } = useTranslation(['common', 'printing']);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <StatusItem
        icon={Printer}
        tone="warning"
        value={t('status.printsWaiting', { count })}
        onClick={() => {
          setOpen(true);
        }}
      />
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t('printing:unprinted')}
        description={t('printing:unprintedNote')}
        closeLabel={t('close')}
        actions={<Button onClick={close}>{t('close')}</Button>}
      >
        {isOpen && <UnprintedList />}
      </Dialog>
    </>
  );
}

function UnprintedList() {
  const { t } = useTranslation(['common', 'intake', 'printing', 'queue']);
  const errorText = useErrorText();
  const papers = useQueries().useUnprintedPapers() ?? [];
  const workflows = useWorkflows();
  const session = useSession();
  const [printing, setPrinting] = useState<IssuedDocumentId | null>(null);
  const print = async (issuedDocumentId: IssuedDocumentId): Promise<void> => {
    setPrinting(issuedDocumentId);
    await workflows.printDocument(session, issuedDocumentId);
    setPrinting(null);
  };
  return papers.map(({ mark, kind }) => (
    <Notice
      key={mark.issuedDocumentId}
      tone="warning"
      title={[
        ...(kind === null ? [] : [t(`printing:paper.${kind}`)]),
        mark.dossierCode ?? t('queue:notAccepted'),
        formatDateTime(mark.updatedAt),
      ].join(' · ')}
      actions={
        <Button icon={Printer} isDisabled={printing !== null} onClick={() => void print(mark.issuedDocumentId)}>
          {t('intake:printAgain')}
        </Button>
      }
    >
      {errorText({ code: mark.failureCode ?? 'unknown' })}
    </Notice>
  ));
}
