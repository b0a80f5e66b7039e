import { useState } from 'react';
import { useHost, useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';

/**
 * The paper of the money when it did not come out, and the key for trying again; nothing when all is well. Where each
 * paper is a dialog, it does not come by itself: the key is there for whoever wants it.
 */
export function FeePaperState({ payment }: { readonly payment: FeePayment }) {
  const { t } = useTranslation('intake');
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const session = useSession();
  const host = useHost();
  const [isPrinting, setPrinting] = useState(false);
  const marks = useQueries().useOpenPrintMarks() ?? [];
  // The paper of a payment has the id of the payment.
  const mark = marks.find((each) => (each.issuedDocumentId as string) === payment.feePaymentId);
  const hasFailed = mark?.state === 'failed';
  const isOffered = payment.receiptNumber !== undefined && !host.capabilities.silentPrint;
  const issuedDocumentId = payment.feePaymentId as string as IssuedDocumentId;
  const printAgain = async (): Promise<void> => {
    setPrinting(true);
    // The very paper that did not come out, also when the province has made the official receipt meanwhile.
    await workflows.printDocument(session, issuedDocumentId);
    setPrinting(false);
  };
  useHotkeys(hasFailed || isOffered ? { 'Alt+U': () => void printAgain() } : {});
  if (!hasFailed && !isOffered) return null;
  return (
    <>
      {hasFailed && (
        <Notice tone="danger" title={t('feePaperNotPrinted')} isAnnounced>
          {errorText({ code: mark.failureCode ?? 'unknown' })}
        </Notice>
      )}
      <Button isWide icon={Printer} shortcut="Alt+U" isDisabled={isPrinting} onClick={() => void printAgain()}>
        {t('printFeePaper')}
      </Button>
    </>
  );
}
