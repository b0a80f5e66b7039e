import { useState } from 'react';
import { useHost, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Download, Printer } from '#renderer/ui/icons.ts';
import { findReceiptMark } from './receipt-mark.ts';

/** Whether the receipt has come out, and the buttons for when it has not. */
export function ReceiptActions({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation('dossiers');
  const errorText = useErrorText();
  const session = useSession();
  const workflows = useWorkflows();
  const host = useHost();
  const [isPrinting, setPrinting] = useState(false);
  const [saveFailure, setSaveFailure] = useState<string | null>(null);
  const { dossierId, provisionalCode } = detail.dossier;
  const { mark, hasCurrentCode } = findReceiptMark(detail);
  if (mark === undefined) return null;
  const print = async (): Promise<void> => {
    setPrinting(true);
    await workflows.printDocument(session, mark.issuedDocumentId);
    setPrinting(false);
  };
  const reissue = async (): Promise<void> => {
    setPrinting(true);
    setSaveFailure(null);
    const issued = await workflows.reissueReceipt(session, dossierId);
    if (!issued.ok) setSaveFailure(issued.error.code);
    setPrinting(false);
  };
  const savePdf = async (): Promise<void> => {
    setSaveFailure(null);
    const saved = await workflows.saveDocumentAs(mark.issuedDocumentId);
    // Somebody who closes the dialog knows that nothing was saved.
    if (!saved.ok && saved.error.code !== 'cancelled') setSaveFailure(saved.error.code);
  };
  return (
    <>
      {mark.state === 'failed' && (
        <Badge tone="danger">
          {t('printFailed')}: {errorText({ code: mark.failureCode ?? 'unknown' })}
        </Badge>
      )}
      {mark.state === 'pending' && <Badge tone="warning">{t('printPending')}</Badge>}
      {mark.state === 'printed' && <PrintedBadge mark={mark} detail={detail} />}
      <Button icon={Printer} isDisabled={isPrinting} onClick={() => void print()}>
        {mark.printCount === 0 ? t('print') : t('printAgain')}
      </Button>
      {provisionalCode !== undefined && !hasCurrentCode && (
        <Button icon={Printer} isDisabled={isPrinting} onClick={() => void reissue()}>
          {t('printOfficial')}
        </Button>
      )}
      {host.capabilities.keepsDocuments && (
        <Button icon={Download} onClick={() => void savePdf()}>
          {t('savePdf')}
        </Button>
      )}
      {saveFailure !== null && <Badge tone="danger">{errorText({ code: saveFailure })}</Badge>}
    </>
  );
}

/** A copy that waits for its printer, or of which nobody knows, is not one that has been printed. */
function PrintedBadge({
  mark: { issuedDocumentId, printCount },
  detail,
}: {
  readonly mark: DossierDetail['printMarks'][number];
  readonly detail: DossierDetail;
}) {
  const { t } = useTranslation(['dossiers', 'printing']);
  const last = detail.prints.findLast((print) => print.issuedDocumentId === issuedDocumentId);
  const isWaiting = last?.state === 'handedOver' && last.trouble !== null;
  if (isWaiting) return <Badge tone="warning">{t('printing:waitingPrint')}</Badge>;
  if (last?.state === 'unknown') return <Badge tone="warning">{t('printing:doubtfulPrint')}</Badge>;
  return <Badge tone="success">{t('printed', { count: printCount })}</Badge>;
}
